# shellcheck shell=bash
# Installs Debian packages by name, only those that are missing. Requires steps.sh and system.sh.

# package_names LIST...: the first word of each line that is no comment.
package_names() { awk '!/^#/ && NF { print $1 }' "$@"; }

# missing_packages NAME...: those that are not installed.
missing_packages() {
  local name
  for name in "$@"; do
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null) == installed ]] || echo "$name"
  done
}

# install_packages LIST...: without network when everything is there already.
install_packages() {
  local wanted missing
  mapfile -t wanted < <(package_names "$@")
  if ! command -v apt-get >/dev/null; then
    warn "no apt-get here: taking for granted that these are installed: ${wanted[*]}"
    return
  fi
  mapfile -t missing < <(missing_packages "${wanted[@]}")
  if ((${#missing[@]} == 0)); then
    note "all ${#wanted[@]} packages are there"
    return
  fi
  note "to install: ${missing[*]}"
  local log
  log=$(mktemp)
  if ! apt_install "${missing[@]}" >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    die "the packages could not be installed (whole log: $log)" \
      "Check the network and /etc/apt, then try by hand:" \
      "apt-get update && apt-get install ${missing[*]}"
  fi
  rm -f "$log"
  note "${#missing[@]} packages installed"
}

# unpack_packages LIST DIRECTORY: the files of packages, without what an installation would start.
# For tools that need no more than what is there. What can't be had is left out, with a warning.
unpack_packages() {
  local name place
  mkdir -p "$2"
  place=$(mktemp -d)
  while read -r name; do
    [[ ! -e $2/$name.unpacked ]] || continue
    if (cd "$place" && apt-get download "$name" && dpkg-deb -x "$name"_*.deb "$2") \
      >"$place/log" 2>&1; then
      touch "$2/$name.unpacked"
      note "unpacked $name into $2"
    else
      warn "$name can't be had, so the tests that need it are skipped: $(tail -n 1 "$place/log")"
    fi
  done < <(package_names "$1")
  rm -rf "$place"
}

apt_install() {
  as_root apt-get update &&
    as_root env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300 "$@"
}
