# shellcheck shell=bash
# The microservice arrangement on one machine: which processes there are, and where each keeps its
# files under $data. Requires steps.sh and daemon.sh.

# Each with the distance of its port from the first; those of services/*/main.cc count from 7419.
readonly arrangement_contexts=(
  registry:2 certification:3 market:4 policy:5 grants:6 readmodels:7 insurance:9 financing:10
  exchange:17 promotion:12 standards:13
)

pid_file_of() { echo "$data/run/$1.pid"; }
port_file_of() { echo "$data/run/$1.port"; }
log_of() { echo "$data/log/$1.log"; }

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
