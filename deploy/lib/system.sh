# shellcheck shell=bash
# Checks of the machine: distribution, root, disk, memory, ports. Requires steps.sh.

# require_debian_12: everything comes from Debian 12's own packages.
require_debian_12() {
  local release=${DEBUT_OS_RELEASE:-/etc/os-release} id='' version='' name='an unknown system'
  if [[ -r $release ]]; then
    # shellcheck source=/dev/null
    id=$(. "$release" && echo "${ID:-}")
    # shellcheck source=/dev/null
    version=$(. "$release" && echo "${VERSION_ID:-}")
    # shellcheck source=/dev/null
    name=$(. "$release" && echo "${PRETTY_NAME:-$name}")
  fi
  if [[ $id == debian && $version == 12 ]]; then
    note "$name"
  elif [[ ${DEBUT_ANY_DISTRIBUTION:-} == 1 ]]; then
    warn "this is $name, not Debian 12: going on because DEBUT_ANY_DISTRIBUTION=1"
  else
    die "this is $name, but Debut is built on Debian 12 (bookworm)" \
      "Run it on Debian 12, for instance in a container." \
      "To try here all the same: DEBUT_ANY_DISTRIBUTION=1 $0 $*"
  fi
}

# as_root COMMAND...: as root, through sudo if need be.
as_root() {
  if [[ $(id -u) == 0 ]]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo -- "$@"
  else
    die "this needs root: $*" "Run it as root once, or install sudo."
  fi
}

# require_disk DIRECTORY GIB: that much free space where DIRECTORY is.
require_disk() {
  local free_kib
  free_kib=$(df -Pk "$1" | awk 'NR == 2 { print $4 }')
  ((free_kib >= $2 * 1024 * 1024)) ||
    die "$((free_kib / 1024)) MiB are free in $1, $2 GiB are needed" \
      "Free some space, or move the tree to a larger disk."
  note "$((free_kib / 1024 / 1024)) GiB free in $1"
}

# memory_mib: what the machine can give, in MiB.
memory_mib() { awk '/^MemAvailable:/ { print int($2 / 1024) }' /proc/meminfo; }

# require_memory MIB: at least that much available memory.
require_memory() {
  local available
  available=$(memory_mib)
  ((available >= $1)) ||
    die "$available MiB of memory are available, $1 MiB are needed" \
      "Stop other programs, or use a larger machine."
  note "$available MiB of memory available"
}

# port_in_use PORT: whether something listens there on the loopback interface.
port_in_use() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# require_free_port PORT OPTION: OPTION is how the caller is told another port.
require_free_port() {
  ! port_in_use "$1" ||
    die "port $1 is busy: another program listens on it" "Stop it, or choose another port: $2"
}
