#!/usr/bin/env bash
# Every line of docs/security.md names a test that is there.
. "$(dirname "${BASH_SOURCE[0]}")/expect.sh"

tests=$(grep -rhoE '^TEST(_F|_P)?\([A-Za-z0-9_]+, [A-Za-z0-9_]+' --include='*_test.cc' \
  "$root/libs" "$root/services" "$root/tests" | sed -E 's/^TEST(_F|_P)?\(//; s/, /./')
rows=$(grep -E '^\| .* \|$' "$root/docs/security.md" | grep -vE '^\| who tries|^\|---')
expect "there are lines" "$(($(wc -l <<<"$rows") > 15))" 1
while read -r row; do
  last=$(sed -E 's/ \|$//; s/.*\| //' <<<"$row")
  # shellcheck disable=SC2016
  named=$(grep -oE '`[^`]+`' <<<"$last" | tr -d '`')
  expect "a test is named: $row" "$([[ -n $named ]] && echo yes)" yes
  while read -r name; do
    case $name in
      tests/*) expect "$name is there" "$([[ -e $root/$name ]] && echo yes)" yes ;;
      *) expect "$name is a test" "$(grep -cxF "$name" <<<"$tests")" 1 ;;
    esac
  done <<<"$named"
done <<<"$rows"
