# shellcheck shell=bash
# The microservice arrangement on one machine: which processes there are, and where each keeps its
# files under $data; the programs are in $bin. Requires steps.sh and daemon.sh.

# Each with the distance of its port from the first; those of services/*/main.cc count from 7419.
readonly arrangement_contexts=(
  registry:2 certification:3 market:4 policy:5 grants:6 readmodels:7 insurance:9 financing:10
  exchange:17 promotion:12 standards:13
)

pid_file_of() { echo "$data/run/$1.pid"; }
port_file_of() { echo "$data/run/$1.port"; }
log_of() { echo "$data/log/$1.log"; }

config_of() { echo "$data/etc/$1.txtpb"; }
host_of() { sed -n 's/^listen: "\(.*\):[0-9]*"$/\1/p' "$(config_of "$1")"; }

# start_service NAME [ARGUMENT...]: does nothing if it runs already.
start_service() {
  local name=$1
  shift
  if ! daemon_pid "$(pid_file_of "$name")" >/dev/null; then rm -f "$(port_file_of "$name")"*; fi
  daemon_start "$(pid_file_of "$name")" "$(log_of "$name")" "$bin/debut-$name" \
    --config "$(config_of "$name")" --port-file "$(port_file_of "$name")" "$@"
}

# await_service NAME: waits until it serves.
await_service() {
  daemon_wait "$(pid_file_of "$1")" "$(log_of "$1")" 120 test -e "$(port_file_of "$1")"
  note "$(printf '%-20s serves on %s:%-5s process %s' "debut-$1" "$(host_of "$1")" \
    "$(cat "$(port_file_of "$1")")" "$(daemon_pid "$(pid_file_of "$1")")")"
}

# stop_arrangement SECONDS: the contexts first, all at once, then the log that they write to.
stop_arrangement() {
  local place pid
  for place in "${arrangement_contexts[@]}"; do
    if pid=$(daemon_pid "$(pid_file_of "${place%:*}")"); then kill -TERM "$pid"; fi
  done
  for place in "${arrangement_contexts[@]}" eventlog:0; do
    note "debut-${place%:*}"
    daemon_stop "$(pid_file_of "${place%:*}")" "$1"
    rm -f "$(port_file_of "${place%:*}")"*
  done
}
