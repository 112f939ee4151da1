# shellcheck shell=bash
# Says what is being done: "[2/5] Build (37 s so far)". Source it; every other file here uses it.

steps_total=0
step_number=0

if [[ -t 1 ]]; then
  readonly bold=$'\e[1m' red=$'\e[31m' plain=$'\e[0m'
else
  readonly bold='' red='' plain=''
fi

# steps_begin COUNT: how many steps will follow.
steps_begin() {
  steps_total=$1
  step_number=0
  SECONDS=0
}

# step TEXT: the next step begins.
step() {
  step_number=$((step_number + 1))
  printf '%s[%d/%d] %s%s (%d s so far)\n' \
    "$bold" "$step_number" "$steps_total" "$1" "$plain" "$SECONDS"
}

# note TEXT: a detail of the current step.
note() { printf '      %s\n' "$1"; }

# warn TEXT: something that may go wrong later.
warn() { printf '%swarning:%s %s\n' "$red" "$plain" "$1" >&2; }

# die TEXT [HINT...]: stop, and say what to do.
die() {
  printf '%serror:%s %s\n' "$red" "$plain" "$1" >&2
  shift
  local hint
  for hint in "$@"; do printf '       %s\n' "$hint" >&2; done
  exit 1
}
