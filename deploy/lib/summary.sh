# shellcheck shell=bash
# The last line of tests/run.

# ctest_summary LOG: "N passed, N failed" from what ctest printed, and ", N skipped" if any were.
# Without ctest's own totals nothing passed.
ctest_summary() {
  awk '
    / tests? failed out of [0-9]+/ {
      for (i = 1; i <= NF; i++) {
        if ($i ~ /^tests?$/ && $(i + 1) == "failed") failed = $(i - 1)
        if ($i == "of") total = $(i + 1)
      }
    }
    /Test +#.*\*\*\*(Skipped|Not Run \(Disabled\))/ { skipped++ }
    END {
      line = (total - failed - skipped) " passed, " (failed + 0) " failed"
      if (skipped > 0) line = line ", " skipped " skipped"
      print line
    }' "$1"
}
