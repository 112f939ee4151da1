# shellcheck shell=bash
# Starts and stops a program in the background. A pid file holds "<pid> <start time>", so that a
# number which the system gave to another process later is never signalled. Requires steps.sh.

# process_start PID: when it started, in clock ticks since boot; fails if there is none.
process_start() {
  local stat
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
  # The name of the program, in parentheses, may itself contain spaces.
  local -a fields
  read -ra fields <<<"${stat##*) }"
  [[ ${fields[0]} != Z ]] || return 1
  echo "${fields[19]}"
}

# daemon_pid PIDFILE: the number of the running process; fails if it does not run.
daemon_pid() {
  local pid started
  [[ -r $1 ]] && read -r pid started <"$1" && [[ -n $started ]] &&
    [[ $(process_start "$pid") == "$started" ]] && echo "$pid"
}

# daemon_start PIDFILE LOG COMMAND...: does nothing if it runs already.
daemon_start() {
  local pid_file=$1 log=$2 pid
  shift 2
  if pid=$(daemon_pid "$pid_file"); then
    note "$1 runs already, process $pid"
    return
  fi
  mkdir -p "$(dirname "$pid_file")" "$(dirname "$log")"
  setsid nohup "$@" >>"$log" 2>&1 </dev/null &
  pid=$!
  disown "$pid"
  echo "$pid $(process_start "$pid" || true)" >"$pid_file"
}

# daemon_wait PIDFILE LOG SECONDS COMMAND...: until COMMAND succeeds; ends the script if the
# program ends first or is not ready in time.
daemon_wait() {
  local pid_file=$1 log=$2 deadline=$((SECONDS + $3))
  shift 3
  until "$@" >/dev/null 2>&1; do
    if ! daemon_pid "$pid_file" >/dev/null; then
      tail -n 20 "$log" >&2
      die "the server ended before it was ready (whole log: $log)"
    fi
    ((SECONDS < deadline)) || die "the server is not ready in time; its log: $log"
    sleep 0.1
  done
}

# daemon_stop PIDFILE SECONDS: asks it to end and waits; kills it only after SECONDS.
daemon_stop() {
  local pid deadline=$((SECONDS + $2))
  if ! pid=$(daemon_pid "$1"); then
    rm -f "$1"
    note "it does not run"
    return
  fi
  kill -TERM "$pid"
  while daemon_pid "$1" >/dev/null; do
    if ((SECONDS >= deadline)); then
      warn "process $pid did not end within $2 s and is killed"
      kill -KILL "$pid"
      deadline=$((SECONDS + 5))
    fi
    sleep 0.1
  done
  rm -f "$1"
  note "process $pid has ended"
}
