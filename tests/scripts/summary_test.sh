#!/usr/bin/env bash
. "$(dirname "${BASH_SOURCE[0]}")/expect.sh"
load summary

log=$temp/log
cat >"$log" <<'TEXT'
1/3 Test #1: A.Passes .......   Passed    0.01 sec
2/3 Test #2: A.Skips ........***Skipped   0.01 sec
3/3 Test #3: A.Fails ........***Failed    0.01 sec

67% tests passed, 1 tests failed out of 3
TEXT
expect "skipped tests did not pass" "$(ctest_summary "$log")" "1 passed, 1 failed, 1 skipped"

echo "100% tests passed, 0 tests failed out of 1234" >"$log"
expect "all passed" "$(ctest_summary "$log")" "1234 passed, 0 failed"

echo "No tests were found!!!" >"$log"
expect "nothing ran" "$(ctest_summary "$log")" "0 passed, 0 failed"
