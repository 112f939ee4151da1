# shellcheck shell=bash
# What the script tests share: they source it, and end with the status that it sets.
set -uo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
temp=$(mktemp -d)
failures=0

finish() {
  rm -rf "$temp"
  ((failures == 0)) || exit 1
}
trap finish EXIT

# load PART...: files of deploy/lib.
load() {
  local part
  for part in "$@"; do
    # shellcheck source=/dev/null
    . "$root/deploy/lib/$part.sh"
  done
}

# expect WHAT ACTUAL EXPECTED
expect() {
  [[ $2 == "$3" ]] && return
  failures=$((failures + 1))
  printf '%s\n  is       %s\n  expected %s\n' "$1" "$2" "$3"
}

# expect_match WHAT ACTUAL PATTERN
expect_match() {
  # shellcheck disable=SC2053
  [[ $2 == $3 ]] && return
  failures=$((failures + 1))
  printf '%s\n  is           %s\n  should match %s\n' "$1" "$2" "$3"
}
