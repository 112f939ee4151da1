#!/usr/bin/env bash
# up_test.sh BIN [SERVICE...]: deploy/up, a scenario with mutual TLS through debut, deploy/down.
# All services, or those that are named beside the log and the registry.
. "$(dirname "${BASH_SOURCE[0]}")/../scripts/expect.sh"

bin=$1
shift
data=$temp/up
services=()
(($# == 0)) || services=(--only registry)
for service in "$@"; do services+=(--only "$service"); done

finish_all() {
  "$root/deploy/down" --data "$data" --seconds 5 >/dev/null 2>&1
  finish
}
trap finish_all EXIT

cat >"$temp/access" <<'TEXT'
access {
  principals {
    name: "portal"
    on_behalf_of { officer: "王芳" roles: "registry.officer" }
  }
}
TEXT

up() {
  "$root/deploy/up" --data "$data" --bin "$bin" --any-port --access "$temp/access" "${services[@]}"
}
output=$(up 2>&1)
expect "it comes up" "$?" 0
expect_match "and says who serves" "$output" "*debut-eventlog*serves on*debut-registry*serves on*"
if ((failures > 0)); then
  echo "$output"
  exit 1
fi
# shellcheck source=/dev/null
. "$data/env"
certs=("$root/deploy/certs" --dir "$data/certs")
"${certs[@]}" person 王芳 --role registry.officer --role log.reader >/dev/null
"${certs[@]}" person 李娜 --role reader >/dev/null
"${certs[@]}" service portal --host localhost --role registry.officer >/dev/null

# as WHO ARGUMENT...: debut with that certificate.
as() {
  local who=$1
  shift
  debut --tls-dir "$(echo "$data/certs"/*/"$who")" "$@" 2>&1
}
# register ID CODE: as a request of the registry.
register() {
  printf '{"request_id": "r-%s", "enterprise_id": "%s", "credit_code": "%s", ' "$1" "$1" "$2"
  printf '"name": "北京首创有限公司", "registered_date": "2015-03-01"}'
}
principals() { as operator events --tag "enterprise:$1" --json | grep -o '"principal":"[^"]*"'; }

second=$(register E-2 91110108551385082Q)
as 王芳 call registry.RegisterEnterprise --json "$(register E-1 91110108MA01000010)" >"$temp/out"
expect "an officer acts" "$?:$(grep -c position "$temp/out")" 0:1
expect "under the name in the certificate" "$(principals E-1)" '"principal":"王芳"'
expect_match "an officer without the role does not" \
  "$(as 李娜 call registry.RegisterEnterprise --json "$second")" \
  "*ROLE_MISSING*"
expect_match "nor under another's name" \
  "$(as 李娜 --as 王芳 call registry.RegisterEnterprise --json "$second")" \
  "*ON_BEHALF_REFUSED*"
expect_match "a service acts for nobody whom the configuration does not name" \
  "$(as portal --as 李娜 call registry.RegisterEnterprise --json "$second")" \
  "*ON_BEHALF_REFUSED*"
as portal --as 王芳 call registry.RegisterEnterprise \
  --json "$second" >"$temp/out"
expect "it acts for whom it names" "$?" 0
expect "the officer has acted" "$(principals E-2)" '"principal":"王芳"'
expect "through the service" "$(as operator events --tag via:portal --json | grep -c E-2)" 1
env -u DEBUT_TLS_DIR debut call eventlog.GetHead >/dev/null 2>&1
expect "nobody is let in without a certificate" "$?" 3

as 王芳 call registry.RecordContact --json '{"contact_id": "CT-1", "enterprise_id": "E-1",
  "contact_name": "王小明", "phone": "13901234567"}' >"$temp/out"
expect "what is about a person is sealed by the log's process" "$?" 0
expect_match "who may read it reads it" \
  "$(as operator privacy read contact:CT-1 --purpose 通知申报人补正)" "*13901234567*"
expect_match "who may not doesn't" \
  "$(as 李娜 privacy read contact:CT-1 --purpose 通知申报人补正)" "*ROLE_MISSING*"
expect "it stands in no file" "$(grep -rl 13901234567 "$data")" ""

"${certs[@]}" renew debut-eventlog >/dev/null
"${certs[@]}" revoke 王芳
revoked=$(echo "$data/certs/authority/revoked"/*-王芳)
for ((i = 0; i < 200; i++)); do
  debut --tls-cert "$revoked/cert.pem" --tls-key "$revoked/key.pem" call eventlog.GetHead \
    >"$temp/out" 2>&1 || break
done
expect "who is revoked is out, without a restart" "$([[ $i -lt 200 ]] && echo out)" out
as operator call eventlog.GetHead >"$temp/out"
expect "others go on" "$?" 0

expect "each process serves its metrics" "$(debut top --once --interval 0.1 --json |
  grep -c '"method":"registry.RegisterEnterprise"\|"head":[1-9]')" 1
expect_match "the doctor sees their certificates" "$(debut doctor)" "*certificate*127.0.0.1:*until*"

pids=$(cat "$data"/run/*.pid | cut -d' ' -f1)
expect_match "a second up leaves everything as it is" "$(up)" "*runs already*"
expect "the same processes" "$(cat "$data"/run/*.pid | cut -d' ' -f1)" "$pids"

"$root/deploy/rolling-restart" --data "$data" --bin "$bin" >"$temp/out" 2>&1
expect "every process is restarted, and nobody is killed" "$?:$(grep -c killed "$temp/out")" 0:0
again=$(cat "$data"/run/*.pid | cut -d' ' -f1)
expect "they are others" "$(grep -cxFf <(echo "$pids") <<<"$again")" 0
as operator call eventlog.GetHead >"$temp/out"
expect "the log answers where it was" "$?" 0
as portal --as 王芳 call registry.RegisterEnterprise --json "$second" >"$temp/out"
expect_match "and a request that is repeated gets its first answer" "$(<"$temp/out")" \
  "*replayed*true*"
pids=$again

"$root/deploy/down" --data "$data" >"$temp/out"
expect "it goes down" "$?" 0
expect "nobody is killed" "$(grep -c killed "$temp/out")" 0
# One that init has not reaped yet has ended.
load daemon
left=$(for pid in $pids; do process_start "$pid" >/dev/null && echo "$pid"; done)
expect "no process is left" "$left" ""
expect "no pid or port file is left" "$(ls "$data/run")" ""
expect_match "each said that it stopped" "$(tail -n 1 "$data/log/eventlog.log")" "*has stopped*"
