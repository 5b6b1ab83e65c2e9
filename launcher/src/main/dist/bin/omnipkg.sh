#!/bin/sh
# Picks the client made for this machine; where there is none, or with OMNIPKG_CLIENT=java, the one in Java.
# The names are ours so that no variable of the caller's environment is changed.
our_self=$0
[ ! -L "$our_self" ] || our_self=$(readlink -f -- "$our_self") || exit 1
case $our_self in */*) our_bin=${our_self%/*} ;; *) our_bin=. ;; esac
our_dist=$(cd -- "$our_bin/.." && pwd -P) || exit 1

if [ "${OMNIPKG_CLIENT:-}" != java ]; then
  case $(uname -sm) in
    'Linux x86_64') our_platform=linux-x86_64 ;;
    'Linux aarch64') our_platform=linux-aarch64 ;;
    'Darwin x86_64') our_platform=macos-x86_64 ;;
    'Darwin arm64') our_platform=macos-aarch64 ;;
    *) our_platform=unknown ;;
  esac
  our_home=${OMNIPKG_HOME:-${XDG_DATA_HOME:-${HOME:-}/.local/share}/omnipkg}
  for our_client in "$our_dist/lib/native/$our_platform/omnipkg" "$our_home/native/$our_platform/omnipkg"; do
    [ ! -x "$our_client" ] || OMNIPKG_DIST=$our_dist exec "$our_client" "$@"
  done
fi

# A JVM would take a closed standard stream's number for a file of its own.
[ -e /dev/fd/0 ] || exec </dev/null
[ -e /dev/fd/1 ] || exec >/dev/null
[ -e /dev/fd/2 ] || exec 2>/dev/null
# What Java cannot ask the kernel: which streams are terminals, and how large.
our_bits=0 our_size=
[ ! -t 0 ] || our_bits=1
[ ! -t 1 ] || our_bits=$((our_bits + 2))
[ ! -t 2 ] || our_bits=$((our_bits + 4))
[ "$our_bits" = 0 ] || our_size=$(stty size 2>/dev/null </dev/tty)
: "${our_size:=0 0}"

our_old=
for our_java in "${OMNIPKG_JAVA:-}" "${OMNIPKG_JAVA:+$OMNIPKG_JAVA/bin/java}" "${JAVA_HOME:+$JAVA_HOME/bin/java}" \
  "$(command -v java 2>/dev/null)"; do
  case $our_java in "${OMNIPKG_JAVA:-}"*) ;; *) continue ;; esac # the one that is named, or none
  [ -n "$our_java" ] && [ -f "$our_java" ] && [ -x "$our_java" ] || continue
  our_release=$(readlink -f -- "$our_java")
  our_release=${our_release%/*/*}/release our_version=
  while IFS='="' read -r our_key our_nothing our_value our_rest; do
    [ "$our_key" != JAVA_VERSION ] || our_version=${our_value#1.}
  done 2>/dev/null <"$our_release"
  our_version=${our_version%%[!0-9]*}
  if [ "${our_version:-17}" -ge 17 ]; then
    # Felix 7 asks for memory access these versions warn of.
    our_quiet=
    [ "${our_version:-17}" -lt 24 ] || our_quiet=--sun-misc-unsafe-memory-access=allow
    # The JVM names files in the locale's encoding: it gets UTF-8, the command gets the user's.
    our_language=${LC_ALL:-}
    export LC_ALL=C.UTF-8
    exec "$our_java" "@$our_dist/conf/jvm.options" "-XX:CompilerDirectivesFile=$our_dist/conf/compiler.json" \
      ${our_quiet:+"$our_quiet"} "-Domnipkg.dist=$our_dist" \
      "-Domnipkg.terminal=$our_bits,${our_size#* },${our_size% *}" ${our_language:+"-Domnipkg.lc_all=$our_language"} \
      -jar "$our_dist/lib/omnipkg-launcher.jar" client "$@"
  fi
  our_old="; \`$our_java\` is Java $our_version"
done
if [ -n "$our_old" ]; then
  echo "error: omnipkg needs Java 17 or newer$our_old  [client.java-too-old]" >&2
elif [ -n "${OMNIPKG_JAVA:-}" ]; then
  echo "error: \`OMNIPKG_JAVA\` names no java: \`$OMNIPKG_JAVA\`  [client.no-java]" >&2
else
  echo "error: omnipkg needs Java 17 or newer and found none: set \`JAVA_HOME\`  [client.no-java]" >&2
fi
exit 1
