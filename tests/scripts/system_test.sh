#!/usr/bin/env bash
. "$(dirname "${BASH_SOURCE[0]}")/expect.sh"
load steps system

release=$temp/os-release
printf 'ID=debian\nVERSION_ID="12"\nPRETTY_NAME="Debian GNU/Linux 12"\n' >"$release"
expect "Debian 12 is accepted" "$(DEBUT_OS_RELEASE=$release require_debian_12)" \
  "      Debian GNU/Linux 12"

printf 'ID=fedora\nVERSION_ID=39\nPRETTY_NAME="Fedora Linux 39"\n' >"$release"
output=$(DEBUT_OS_RELEASE=$release require_debian_12 2>&1)
expect "another distribution stops" "$?" 1
expect_match "another distribution is named" "$output" \
  "error: this is Fedora Linux 39, *DEBUT_ANY_*"
output=$(DEBUT_ANY_DISTRIBUTION=1 DEBUT_OS_RELEASE=$release require_debian_12 2>&1)
expect "the override goes on" "$?" 0
expect_match "the override warns" "$output" "warning: this is Fedora Linux 39*"
output=$(DEBUT_OS_RELEASE=$temp/none require_debian_12 2>&1)
expect_match "no release file stops" "$output" "error: this is an unknown system*"

output=$(require_disk "$temp" 1000000 2>&1)
expect "a full disk stops" "$?" 1
expect_match "a full disk is explained" "$output" "error: * MiB are free in $temp, 1000000 GiB *"
expect_match "enough disk goes on" "$(require_disk "$temp" 0)" "*GiB free in $temp"

output=$(require_memory 100000000 2>&1)
expect "too little memory stops" "$?" 1
expect_match "enough memory goes on" "$(require_memory 1)" "*MiB of memory available"

as_user() { (id() { echo 1000; }; command() { return 1; }; as_root "$@" 2>&1); }
expect_match "without root and sudo it stops" "$(as_user true)" "error: this needs root: true*"

# A listener on a free port, which it names.
mkfifo "$temp/port"
perl -MIO::Socket::INET -e '
  $| = 1;
  my $s = IO::Socket::INET->new(Listen => 1, LocalAddr => "127.0.0.1", LocalPort => 0);
  print $s->sockport, "\n"; sleep 50' >"$temp/port" &
listener=$!
read -r port <"$temp/port"
output=$(require_free_port "$port" "--port NUMBER" 2>&1)
expect "a busy port stops" "$?" 1
expect_match "a busy port is explained" "$output" \
  "error: port $port is busy*choose another port: --port NUMBER"
kill "$listener"
wait "$listener" 2>/dev/null
expect "a free port goes on" "$(require_free_port "$port" x 2>&1)" ""
