#!/usr/bin/env bash
. "$(dirname "${BASH_SOURCE[0]}")/expect.sh"
load steps system packages

printf '# comment\nbash   the shell\n\ncoreutils  tools\n' >"$temp/list"
expect "names are the first words" "$(package_names "$temp/list" | xargs)" "bash coreutils"

for list in "$root"/deploy/packages/*.txt; do
  expect "each line of $list has a name and a reason" \
    "$(awk '!/^#/ && (NF < 2 || $1 !~ /^[a-z0-9.+-]+$/)' "$list")" ""
done

# A package database of its own, so that the test knows what is installed.
dpkg-query() { [[ ${!#} == bash ]] && echo installed; }
apt-get() { false; }
expect "missing ones are found" "$(missing_packages bash no-such-package)" "no-such-package"
echo "bash the shell" >"$temp/list"
expect "nothing is installed twice" "$(install_packages "$temp/list")" \
  "      all 1 packages are there"

echo "no-such-package never" >"$temp/list"
as_root() { "$@"; }
output=$(install_packages "$temp/list" 2>&1)
expect "a failed installation stops" "$?" 1
expect_match "a failed installation says what to try" "$output" \
  "*apt-get update && apt-get install no-such-package"

as_root() { echo "$@" >>"$temp/calls"; }
expect_match "what is missing is installed" "$(install_packages "$temp/list")" \
  "*to install: no-such-package*1 packages installed"
expect_match "by name and without questions" "$(cat "$temp/calls")" \
  "apt-get update*noninteractive apt-get install -y*no-such-package"

# As apt-get download does it: a file in the current directory.
apt-get() { [[ $1 == download && $2 == tool ]] && touch tool_1_all.deb; }
dpkg-deb() { [[ $1 == -x && -e $2 ]] && mkdir -p "$3/usr/bin" && touch "$3/usr/bin/tool"; }
echo "tool  for a test" >"$temp/list"
expect_match "a tool is unpacked" "$(unpack_packages "$temp/list" "$temp/tools")" \
  "*unpacked tool into*"
expect "and is there" "$(ls "$temp/tools/usr/bin")" "tool"
expect "once" "$(unpack_packages "$temp/list" "$temp/tools")" ""
echo "no-tool  never" >"$temp/list"
left_out=$(unpack_packages "$temp/list" "$temp/tools" 2>&1)
expect_match "one that can't be had is left out" "$left_out" \
  "*no-tool can't be had*skipped*"
