# shellcheck shell=sh disable=SC2154
# Sourced by run, check and set-up, which set `root`: is .venv what the locks say?
#
# A kind is `run` (what the program needs) or `check` (that and the tools). A finished
# set-up leaves a stamp of its kind in .venv: the Python asked for, the place, and the
# check sums of the files it came from. Reading it costs one small program (cksum).

# Print the check sums that a set-up of kind $1 would have today, on one line.
sums_of() (
  cd "$root" || exit 1
  case $1 in
    run) sums=$(cksum pyproject.toml requirements.lock) ;;
    check) sums=$(cksum pyproject.toml requirements.lock requirements-dev.lock) ;;
  esac
  # shellcheck disable=SC2086 # split on purpose: newlines become spaces
  echo $sums
)

# Is there a finished set-up of kind $1 of the present files, for the Python asked for?
is_current() {
  stamp=$root/.venv/drill-$1.stamp
  [ -f "$stamp" ] && [ -x "$root/.venv/bin/python" ] || return 1
  { IFS= read -r asked && IFS= read -r place && IFS= read -r sums; } <"$stamp" || return 1
  [ "$asked" = "${PYTHON:-$asked}" ] && [ "$place" = "$root" ] &&
    [ "$sums" = "$(sums_of "$1")" ]
}

# Leave the stamp of kind $1: the last thing a set-up does.
stamp() {
  printf '%s\n%s\n%s\n' "${PYTHON:-}" "$root" "$(sums_of "$1")" \
    >"$root/.venv/drill-$1.stamp.new"
  mv "$root/.venv/drill-$1.stamp.new" "$root/.venv/drill-$1.stamp"
}

# Print the Python to make .venv with: 3.11 or newer, and better one that can put pip
# into it than one that needs the machine's pip for that.
find_python() {
  fit='import sys, venv; sys.exit(sys.version_info < (3, 11))'
  whole='from ensurepip import version'
  spare=
  # An asked-for Python is the only candidate.
  for name in ${PYTHON:+"$PYTHON"} $(
    [ -n "${PYTHON:-}" ] ||
      echo python3.14 python3.13 python3.12 python3.11 python3 python
  ); do
    "$name" -c "$fit" >/dev/null 2>&1 || continue
    path=$("$name" -c 'import sys; print(sys.executable)')
    if "$path" -c "$whole" >/dev/null 2>&1; then
      printf '%s\n' "$path"
      return 0
    fi
    spare=${spare:-$path}
  done
  [ -n "$spare" ] && printf '%s\n' "$spare"
}

say() {
  printf 'drill: %s\n' "$*" >&2
}

# Bring .venv to kind $1 while holding a lock on the project's folder; whoever waited
# for another set-up finds it done. The lock is the kernel's, on a descriptor that the
# set-up inherits: it ends with the processes that do the work, however they end.
make_current() {
  python=$(find_python) || {
    say "needs Python 3.11 or newer with its venv module${PYTHON:+ (\$PYTHON is $PYTHON)}:" \
      "install python3 and python3-venv, or name one: PYTHON=/path/to/python3 $0"
    return 2
  }
  "$python" -c '
import fcntl, os, sys
folder = os.open(sys.argv[1], os.O_RDONLY)
os.set_inheritable(folder, True)
try:
    fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
except BlockingIOError:
    print("drill: waiting for another set-up", file=sys.stderr)
    fcntl.flock(folder, fcntl.LOCK_EX)
except OSError:
    pass  # a file system without locks: as if alone
os.execvp("sh", ["sh", *sys.argv[2:]])
' "$root" "$root/scripts/set-up" "$1" "$python"
}
