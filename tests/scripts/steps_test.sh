#!/usr/bin/env bash
. "$(dirname "${BASH_SOURCE[0]}")/expect.sh"
load steps

steps_begin 2
output=$(
  step "One"
  note "detail"
  step "Two"
)
expect "steps are counted" "$output" $'[1/2] One (0 s so far)\n      detail\n[2/2] Two (0 s so far)'

output=$(die "it broke" "Do this." "Or that." 2>&1)
expect "die stops with status 1" "$?" 1
expect "die says what to do" "$output" $'error: it broke\n       Do this.\n       Or that.'
expect "a warning goes on" "$(warn "careful" 2>&1)" "warning: careful"
