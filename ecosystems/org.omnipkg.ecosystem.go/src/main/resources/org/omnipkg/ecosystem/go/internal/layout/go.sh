#!/bin/sh
# Made by omnipkg: the go command of this environment. It shows the user's module the modules that
# are in the environment, by a copy of its go.mod in a private place; nothing of the user's changes.
real='@REAL@'
home='@HOME@'
work='@WORK@'
export GOTOOLCHAIN=local
unset GOROOT

# the modules of the environment: sets v for a path, empty for others
chosen() {
  case "$1" in
@CHOSEN@
  *) v= ;;
  esac
}

own_modules() {
  cat <<'END'
@MODULES@
END
}

left_out() {
  cat <<'END'
@EXCLUDES@
END
}

replacements() {
  cat <<'END'
@REPLACES@
END
}

# whether version $1 is newer than $2
newer() {
  x=${1#v} y=${2#v}
  x=${x%%[-+]*} y=${y%%[-+]*}
  IFS=.
  set -- $x $y "$1" "$2"
  unset IFS
  [ "$1" -eq "$4" ] || { [ "$1" -gt "$4" ]; return; }
  [ "$2" -eq "$5" ] || { [ "$2" -gt "$5" ]; return; }
  [ "$3" -eq "$6" ] || { [ "$3" -gt "$6" ]; return; }
  case "$7" in v*-*) case "$8" in v*-*) ;; *) return 1 ;; esac ;; *) return 1 ;; esac
  expr "x$7" \> "x$8" >/dev/null
}

# one requirement of the user's: path, version, indent, comment; fails when the line stays as it is
required() {
  seen="$seen$1 "
  case "$members" in *" $1 "*) return 0 ;; esac
  case "$own" in *" $1 "*) return 1 ;; esac
  chosen "$1"
  if [ -z "$v" ]; then
    case "$4" in *indirect*) return 0 ;; esac
    echo "omnipkg: go.mod requires $1 $2, which is not in this environment; \`omnipkg install\` here adds it" >&2
    left="$left$1@$2 "
    return 1
  fi
  [ "$v" != "$2" ] || return 1
  if newer "$2" "$v"; then
    echo "omnipkg: go.mod requires $1 $2, this environment has $v; \`omnipkg install\` here brings it up to date" >&2
    left="$left$1@$2 "
    return 1
  fi
  printf '%s%s %s%s\n' "$3" "$1" "$v" "${4:+ //$4}"
}

# the user's go.work on standard input, its modules and folders named by where they are
spaced() {
  block=
  set -f
  while IFS= read -r line || [ -n "$line" ]; do
    set -- ${line%%//*}
    case "$block $1 $2" in
    ' use ('* | ' use( '*) block=use ;;
    ' replace ('* | ' replace( '*) block=replace ;;
    use' ) '* | replace' ) '*) block= ;;
    use' '*)
      first "$line"
      [ $# -eq 0 ] || line="	\"$(placed "$word")\""
      ;;
    ' use '*)
      first "${line#*use}"
      line="use \"$(placed "$word")\""
      ;;
    replace' '* | ' replace '*)
      first "${line#*=>}"
      case "$word" in . | .. | ./* | ../*) line="${line%%=>*}=> \"$(placed "$word")\"" ;; esac
      ;;
    esac
    printf '%s\n' "$line"
  done
}

# sets word to the first of a line, which may stand in quotes
first() {
  word=${1#"${1%%[! 	]*}"}
  case "$word" in
  \"*) word=${word#\"} word=${word%%\"*} ;;
  \`*) word=${word#\`} word=${word%%\`*} ;;
  *) word=${word%%//*} word=${word%%[ 	]*} ;;
  esac
}

placed() {
  (cd "$base" && cd "$1" && pwd) 2>/dev/null || printf '%s/%s' "$base" "$1"
}

# folders of the modules of a workspace whose go.work, as it is written above, is on standard input
used() {
  block=
  set -f
  while IFS= read -r line || [ -n "$line" ]; do
    set -- ${line%%//*}
    case "$block $1 $2" in
    ' use ('* | ' use( '*) block=use ;;
    use' ) '*) block= ;;
    use' '* | ' use '*) case "$line" in *\"*\"*) line=${line#*\"} && printf '%s\n' "${line%%\"*}" ;; esac ;;
    esac
  done
}

# modules that a go.mod replaces by folders: they are the user's own
folders_of() {
  sed -n 's/^[[:space:]]*replace[[:space:]]\{1,\}//;s/^[[:space:]]*\([^[:space:]]*\)[[:space:]].*=>[[:space:]]*["`]\{0,1\}[./].*/\1/p' "$1" | tr -d '"`' | tr '\n' ' '
}

# the user's go.mod on standard input, with the environment's versions
translated() {
  block= self= seen=' ' left=' '
  set -f
  while IFS= read -r line || [ -n "$line" ]; do
    comment=
    case "$line" in *//*) comment=${line#*//} ;; esac
    set -- ${line%%//*}
    case "$block $1 $2" in
    ' require ('* | ' require( '*) block=require ;;
    require' ) '*) block= ;;
    require' '*) [ $# -ge 2 ] && required "$1" "$2" '	' "$comment" && continue ;;
    ' require '*) required "$2" "$3" 'require ' "$comment" && continue ;;
    ' module '*) self=$2 ;;
    esac
    printf '%s\n' "$line"
  done
  [ -z "${alone-}" ] || return 0
  own_modules | while read -r p v; do
    case "$seen" in *" $p "*) continue ;; esac
    [ -z "$p" ] || [ "$p" = "$self" ] || printf 'require %s %s // indirect\n' "$p" "$v"
  done
  left_out | while read -r p v; do
    case "$left" in *" $p@$v "*) continue ;; esac
    [ -z "$p" ] || printf 'exclude %s %s\n' "$p" "$v"
  done
  replacements | while read -r p line; do
    [ -z "$p" ] || [ "$p" = "$self" ] || printf 'replace %s %s\n' "$p" "$line"
  done
}

verb=${1-} dir=.
case "$verb" in
-C) dir=${2-} verb=${3-} ;;
-C=*) dir=${1#-C=} verb=${2-} ;;
*)
  case "${2-}" in
  -C) dir=${3-} ;;
  -C=*) dir=${2#-C=} ;;
  esac
  ;;
esac
case "$verb" in
build | doc | fix | generate | install | list | run | test | tool | vet) ;;
*) exec "$real" "$@" ;;
esac
# a package named with its version is none of the environment's
skip=1
for word do
  case "$word" in
  "$verb") skip= ;;
  -*) ;;
  *@*) [ -n "$skip" ] || exec "$real" "$@" ;;
  *) [ -n "$skip" ] || break ;;
  esac
done
case "${GO111MODULE-}" in off) exec "$real" "$@" ;; esac

[ -n "${GOFLAGS+set}" ] || GOFLAGS=$("$real" env GOFLAGS)
case " $GOFLAGS $*" in
*' -modfile'* | *' --modfile'* | *' -mod=vendor'* | *' --mod=vendor'*) exec "$real" "$@" ;;
esac
start=$(cd "$dir" 2>/dev/null && pwd) || exec "$real" "$@"
[ "$start" != / ] || start=
root=$start
while [ -n "$root" ] && [ ! -f "$root/go.mod" ]; do root=${root%/*}; done
[ -z "$root" ] || [ ! -f "$root/vendor/modules.txt" ] || exec "$real" "$@"

# What the compiler made is found again by the name of the folder it was made from: the same modules
# are seen under the same name in every generation that has them.
mods=${work%/*}/sets/@SET@
[ "$(readlink "$mods" 2>/dev/null)" = "$home/mod" ] || {
  mkdir -p "${mods%/*}" && ln -sfn "$home/mod" "$mods.$$" && mv -fT "$mods.$$" "$mods"
} 2>/dev/null || mods=$home/mod
export GOMODCACHE="$mods" GOPROXY=off GOSUMDB=off
members=' ' own=' '
space=
case "${GOWORK-}" in
off) ;;
'')
  w=$start
  while [ -n "$w" ] && [ -z "$space" ]; do
    [ ! -f "$w/go.work" ] || space=$w/go.work
    w=${w%/*}
  done
  ;;
*) space=$GOWORK ;;
esac

# refuses what the user's go.sum holds to another hash than the environment's modules have; where
# there is no awk the go command itself does, which reads the user's lines first
held() {
  [ -f "$1" ] || return 0
  awk -v file="$1" '
    { sub(/\r$/, "") }
    NR == FNR { has[$1 " " $2] = $3; next }
    { key = $1 " " $2 }
    !(key in has) || key in met || $3 !~ /^h1:/ { next }
    $3 == has[key] { met[key] = 1; next }
    {
      printf "error: SECURITY: %s line %d has another hash of `%s` than this environment     [integrity.go-sum]\n", file, FNR, key
      printf "  go.sum:           %s\n  this environment: %s\n\n", $3, has[key]
      print "hint: do not go on before you know who changed which: ask whoever wrote go.sum; if the line is wrong, take it out and let `go mod tidy` write it anew"
      exit 1
    }' "$home/go.sum" "$1" >&2
  [ $? -ne 1 ] || exit 1
}

quoted() {
  case "$1" in
  *[\ \	]*) printf "'%s'" "$1" ;;
  *) printf '%s' "$1" ;;
  esac
}

# A workspace: a copy of its go.work, in which its modules are shown with the environment's versions,
# and beside them a module that needs all the environment has.
if [ -n "$space" ]; then
  [ -f "$space" ] && [ ! -d "${space%/*}/vendor" ] || exec "$real" "$@"
  # what would be another word in the copies
  case "$space" in *[\"\`]*) exec "$real" "$@" ;; esac
  case "$(cat "$space")$space" in *\\* | *\`*\"*\`*) exec "$real" "$@" ;; esac
  base=${space%/*} copy=$work/workspace${space%/*}
  mkdir -p "$copy/own" || exit 1
  spaced <"$space" >"$copy/.go.work.$$" || exit 1
  folders=$(used <"$copy/.go.work.$$")
  language=$(sed -n 's/^go  *\([0-9.]*\).*/\1/p' "$space")
  IFS='
'
  for folder in $folders; do
    [ -f "$folder/go.mod" ] || continue
    members="$members$(sed -n 's/^module  *\([^ ]*\).*/\1/p' "$folder/go.mod") "
  done
  entries= n=0
  held "$base/go.work.sum"
  { [ ! -f "$base/go.work.sum" ] || { cat "$base/go.work.sum" && echo; }; cat "$home/go.sum"; } >"$copy/.go.sum.$$" || exit 1
  for folder in $folders; do
    [ -f "$folder/go.mod" ] || continue
    held "$folder/go.sum"
    n=$((n + 1))
    (unset IFS; alone=1 own=" $(folders_of "$folder/go.mod")"; translated <"$folder/go.mod") >"$copy/.mod.$$" || exit 1
    mv -f "$copy/.mod.$$" "$copy/$n.mod" || exit 1
    entries="$entries${entries:+,}\"$folder/go.mod\":\"$copy/$n.mod\""
  done
  unset IFS
  sed "s/^go .*/go ${language:-1.18}/" "$home/loose.mod" >"$copy/.own.$$" || exit 1
  mv -f "$copy/.own.$$" "$copy/own/go.mod" && mv -f "$copy/.go.sum.$$" "$copy/go.work.sum" || exit 1
  printf '\nuse "%s"\n' "$copy/own" >>"$copy/.go.work.$$"
  mv -f "$copy/.go.work.$$" "$copy/go.work" || exit 1
  printf '{"Replace":{%s}}\n' "$entries" >"$copy/overlay.json" || exit 1
  GOFLAGS="${GOFLAGS:+$GOFLAGS }$(quoted "-overlay=$copy/overlay.json")" GOWORK=$copy/go.work
  export GOFLAGS GOWORK
  exec "$real" "$@"
fi

copy=$work/${root:+module}${root:-loose$start}
mkdir -p "$copy" || exit 1
if [ -n "$root" ]; then
  own=" $(folders_of "$root/go.mod")"
  translated <"$root/go.mod" >"$copy/.go.mod.$$" || exit 1
  held "$root/go.sum"
  { [ ! -f "$root/go.sum" ] || { cat "$root/go.sum" && echo; }; cat "$home/go.sum"; } >"$copy/.go.sum.$$" || exit 1
else
  cat "$home/loose.mod" >"$copy/.go.mod.$$" && cat "$home/go.sum" >"$copy/.go.sum.$$" || exit 1
  case "$start" in *[\"\\]*) exec "$real" "$@" ;; esac
  printf '{"Replace":{"%s/go.mod":"%s/go.mod"}}\n' "$start" "$copy" >"$copy/overlay.json" || exit 1
fi
mv -f "$copy/.go.mod.$$" "$copy/go.mod" && mv -f "$copy/.go.sum.$$" "$copy/go.sum" || exit 1
GOFLAGS="${GOFLAGS:+$GOFLAGS }-mod=mod $(quoted "-modfile=$copy/go.mod")"
[ -n "$root" ] || GOFLAGS="$GOFLAGS $(quoted "-overlay=$copy/overlay.json")"
export GOFLAGS
exec "$real" "$@"
