#!/usr/bin/env bash
. "$(dirname "${BASH_SOURCE[0]}")/expect.sh"
load steps daemon

pid_file=$temp/run/pid
log=$temp/log

expect "nothing runs at first" "$(daemon_pid "$pid_file" || echo none)" none
expect "stopping nothing is no error" "$(daemon_stop "$pid_file" 1)" "      it does not run"

daemon_start "$pid_file" "$log" bash -c "echo up; touch $temp/ready; exec sleep 50"
daemon_wait "$pid_file" "$log" 20 test -e "$temp/ready"
pid=$(daemon_pid "$pid_file")
expect "its output is in the log" "$(cat "$log")" up
expect_match "it is not started twice" "$(daemon_start "$pid_file" "$log" false)" "*process $pid"
expect "it is asked to end" "$(daemon_stop "$pid_file" 20)" "      process $pid has ended"
expect "and has ended" "$(process_start "$pid" || echo gone)" gone

daemon_start "$pid_file" "$log" \
  bash -c "trap '' TERM; touch $temp/deaf; while :; do sleep 0.1; done"
daemon_wait "$pid_file" "$log" 20 test -e "$temp/deaf"
expect_match "one that does not listen is killed" "$(daemon_stop "$pid_file" 1 2>&1)" \
  "warning: process * did not end within 1 s and is killed*has ended"

daemon_start "$pid_file" "$log" bash -c 'echo "cannot bind"; exit 3'
output=$(daemon_wait "$pid_file" "$log" 20 false 2>&1)
expect "one that ends at once stops the script" "$?" 1
expect_match "and its log is shown" "$output" $'*cannot bind\nerror: the server ended before*'

daemon_start "$pid_file" "$log" sleep 50
output=$(daemon_wait "$pid_file" "$log" 0 false 2>&1)
expect_match "one that is never ready stops the script" "$output" "error: * not ready in time*"
daemon_stop "$pid_file" 20 >/dev/null

# The number belongs to another process now.
echo "$$ 1" >"$pid_file"
expect "another process is never taken for it" "$(daemon_pid "$pid_file" || echo none)" none
