#!/usr/bin/env bash
. "$(dirname "${BASH_SOURCE[0]}")/expect.sh"
load steps system build

nproc() { echo 8; }
memory_mib() { echo 100000; }
expect "as many jobs as processors" "$(build_jobs)" 8
memory_mib() { echo 2500; }
expect "no more jobs than memory bears" "$(build_jobs)" 2
memory_mib() { echo 100; }
expect "one job at least" "$(build_jobs)" 1

cmake() { echo "cmake $*"; }
expect "a preset is configured" "$(configure_preset dev "$temp/b" -DX=1)" \
  "      configured $temp/b"
expect "with its options" "$(cat "$temp/b/configure.log")" "cmake --preset dev -B $temp/b -DX=1"
cmake() {
  echo "no such preset"
  false
}
output=$(configure_preset dev "$temp/b" 2>&1)
expect "a failure of CMake stops" "$?" 1
expect_match "a failure of CMake is shown" "$output" $'no such preset\nerror: CMake failed*'

ninja() { echo "ninja $*"; }
expect "targets are built" "$(build_directory "$temp/b" debutd)" "ninja -C $temp/b -j 1 debutd"
ninja() { false; }
output=$(build_directory "$temp/b" 2>&1)
expect "a failed build stops" "$?" 1
expect_match "a failed build says so" "$output" "error: the build failed*"
