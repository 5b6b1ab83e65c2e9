#!/bin/sh
# Stands in for the C client where no C compiler was at hand: runs one compiled later, else Java.
self=$(readlink -f -- "$0") || exit 1
dist=$(dirname -- "$(dirname -- "$self")")
os=$(uname -s | tr '[:upper:]' '[:lower:]' | sed 's/darwin/macos/')
platform=$os-$(uname -m | sed 's/arm64/aarch64/; s/amd64/x86_64/')
home=${OMNIPKG_HOME:-${XDG_DATA_HOME:-$HOME/.local/share}/omnipkg}
for client in "$dist/lib/native/$platform/omnipkg" "$home/native/$platform/omnipkg"; do
  if [ -x "$client" ]; then
    OMNIPKG_DIST=$dist exec "$client" "$@"
  fi
done

old=
for java in "${OMNIPKG_JAVA:-}" "${OMNIPKG_JAVA:+$OMNIPKG_JAVA/bin/java}" "${JAVA_HOME:+$JAVA_HOME/bin/java}" \
  "$(command -v java 2>/dev/null)"; do
  [ -n "$java" ] && [ -f "$java" ] && [ -x "$java" ] || continue
  release=$(dirname -- "$(dirname -- "$(readlink -f -- "$java")")")/release
  version=$(sed -n 's/^JAVA_VERSION="\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' "$release" 2>/dev/null)
  if [ "${version:-17}" -ge 17 ]; then
    # Felix 7 asks for memory access these versions warn of.
    quiet=
    [ "${version:-17}" -lt 24 ] || quiet=--sun-misc-unsafe-memory-access=allow
    exec "$java" "@$dist/conf/jvm.options" "-XX:CompilerDirectivesFile=$dist/conf/compiler.json" ${quiet:+"$quiet"} "-Domnipkg.dist=$dist" -jar "$dist/lib/omnipkg-launcher.jar" \
      client "$@"
  fi
  old="; \`$java\` is Java $version"
done
if [ -n "$old" ]; then
  echo "error: omnipkg needs Java 17 or newer$old  [client.java-too-old]" >&2
else
  echo "error: omnipkg needs Java 17 or newer and found none: set \`JAVA_HOME\`  [client.no-java]" >&2
fi
exit 1
