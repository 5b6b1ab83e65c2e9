#!/bin/sh
# Compiles both programs for every platform by zig: natives.sh SOURCES TARGET-FOLDER ZIG-VERSION
# zig is $ZIG, else python's package `ziglang`, got once through pip as it is configured here.
set -eu
sources=$1 native=$2 version=$3
cache=${XDG_CACHE_HOME:-$HOME/.cache}/omnipkg-build

zig() {
  if [ -n "${ZIG:-}" ]; then "$ZIG" "$@"; else "$tools/bin/python3" -m ziglang "$@"; fi
}
if [ -z "${ZIG:-}" ]; then
  tools=$cache/zig-$version
  if [ ! -e "$tools/complete" ]; then
    rm -rf "$tools"
    mkdir -p "$cache"
    python3 -m venv "$tools"
    "$tools/bin/python3" -m pip -q --disable-pip-version-check install --only-binary :all: "ziglang==$version"
    touch "$tools/complete"
  fi
fi

# The name a platform has here, zig's name for it, the ending of its programs.
while read -r platform target ending; do
  mkdir -p "$native/$platform"
  for name in omnipkg pylauncher; do
    made=$native/$platform/$name$ending
    case $platform-$name in
      windows-*) files=$sources/windows/$name.c ;;
      *-omnipkg) files=$(echo "$sources"/omnipkg/*.c) ;;
      *) files=$sources/$name.c ;;
    esac
    # What stands in a source, on any machine, gives the same bytes: no paths, no debugging data.
    # shellcheck disable=SC2086 # several files
    zig cc -target "$target" -std=gnu11 -Os -Wall -Wextra -Werror -s -o "$made" $files </dev/null
  done
  rm -f "$native/$platform"/*.pdb "$native/$platform"/*.lib
done <<END
linux-x86_64 x86_64-linux-musl
linux-aarch64 aarch64-linux-musl
macos-x86_64 x86_64-macos
macos-aarch64 aarch64-macos
windows-x86_64 x86_64-windows-gnu .exe
END
