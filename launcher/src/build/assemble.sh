#!/bin/sh
# Puts target/dist together from what the build made: assemble.sh LAUNCHER-FOLDER LAUNCHER-JAR VERSION JAVA-HOME
# With ZIG_VERSION the programs are made for every platform, else for this one by the compiler at hand.
set -eu
here=$1 jar=$2 version=$3 jdk=$4
target=$here/target dist=$here/target/dist.new sources=$here/src/main/c
os=$(uname -s | tr '[:upper:]' '[:lower:]' | sed 's/darwin/macos/')
platform=$os-$(uname -m | sed 's/arm64/aarch64/; s/amd64/x86_64/')

rm -rf "$dist"
mkdir -p "$dist/bundles" "$dist/bin" "$dist/conf" "$dist/lib/native/$platform" "$dist/lib/src"
cp "$target/export/platform/"*.jar "$dist/bundles/"
cp "$target/framework/"*.jar "$dist/lib/"
cp "$jar" "$dist/lib/omnipkg-launcher.jar"

# The platform and our rooms stand on the class path as well, with the jars they carry within, so
# that their classes come out of a class data archive (docs/adr/0009). Not so what is exchanged by
# itself. A room's own jar stands before those within others.
on_class_path() {
  for bundle in "$dist/bundles/"*.jar; do
    case ${bundle##*/} in
      org.omnipkg.ecosystem.* | org.omnipkg.solver.*) ;;
      *) echo "$bundle" ;;
    esac
  done
}
mkdir -p "$dist/lib/within"
on_class_path | while read -r bundle; do
  (cd "$dist/lib/within" && "$jdk/bin/jar" --extract --file "$bundle" $("$jdk/bin/jar" --list --file "$bundle" | grep '\.jar$' || echo none))
done
{
  printf 'Class-Path: org.apache.felix.framework.jar'
  on_class_path | sed 's|.*/| ../bundles/|' | tr -d '\n'
  ls "$dist/lib/within" | sed 's|^| within/|' | tr -d '\n'
  echo
} | fold -b -w 70 | sed '2,$s/^/ /' >"$target/class-path.mf"
# Before 17.0.3 jar cannot say a date: the build id then differs from one build to the next.
name_class_path() {
  "$jdk/bin/jar" --update --file "$dist/lib/omnipkg-launcher.jar" --manifest "$target/class-path.mf" "$@" 2>"$target/jar.log"
}
name_class_path --date 2020-01-01T00:00:00Z || name_class_path || { cat "$target/jar.log" >&2; exit 1; }

cp -R "$sources"/* "$dist/lib/src/"
cp "$here/src/main/dist/conf/"* "$dist/conf/"
cp "$here/src/main/dist/bin/"* "$dist/bin/"
cp "$here/../LICENSE" "$dist/LICENSE"
chmod 755 "$dist/bin/"*

# Static with musl, static with the C library at hand, then dynamic: whichever works first.
compile() {
  made=$1
  shift
  for compiler in ${CC:-} musl-gcc cc; do
    command -v "$compiler" >/dev/null 2>&1 || continue
    for static in -static ''; do
      # shellcheck disable=SC2086 # an empty option is no option
      "$compiler" -std=gnu11 -O2 -Wall -Wextra $static -s -o "$dist/lib/native/$platform/$made" "$@" 2>"$target/cc.log" &&
        return 0
    done
  done
  echo "no C compiler made $made: see $target/cc.log" >&2
}
if [ -n "${ZIG_VERSION:-}" ]; then
  sh "$here/src/build/natives.sh" "$sources" "$dist/lib/native" "$ZIG_VERSION"
else
  compile pylauncher "$sources/pylauncher.c"
  compile omnipkg "$sources"/omnipkg/*.c
fi
if [ -x "$dist/lib/native/$platform/omnipkg" ]; then
  cp "$dist/lib/native/$platform/omnipkg" "$dist/bin/omnipkg"
else
  cp "$dist/bin/omnipkg.sh" "$dist/bin/omnipkg"
fi

# The build id names the content: the same inputs give the same id, on any machine.
if command -v sha256sum >/dev/null 2>&1; then digest=sha256sum; else digest='shasum -a 256'; fi
build=$(cd "$dist" && find bundles lib -name '*.jar' | LC_ALL=C sort | xargs $digest | $digest | cut -c1-16)
printf 'version=%s\nbuild=%s\n' "$version" "$build" >"$dist/conf/release"

# In one step, so that a running daemon keeps the files it has open and a command finds all or nothing new.
rm -rf "$target/dist.old"
[ ! -e "$target/dist" ] || mv "$target/dist" "$target/dist.old"
mv "$dist" "$target/dist"
rm -rf "$target/dist.old"
