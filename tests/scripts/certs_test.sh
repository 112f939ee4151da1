#!/usr/bin/env bash
. "$(dirname "${BASH_SOURCE[0]}")/expect.sh"

if ! command -v openssl >/dev/null; then
  echo "skipped: it needs the package openssl"
  exit 0
fi
certs=("$root/deploy/certs" --dir "$temp/certs")

# verdict NAME_DIR: what OpenSSL says of a certificate under authority and list.
verdict() {
  openssl verify -crl_check -CAfile "$temp/certs/ca.pem" -CRLfile "$temp/certs/crl/ca.crl" \
    "$1/cert.pem" 2>&1 | grep -oE 'OK|certificate revoked' | head -n 1
}
uri_of() { openssl x509 -in "$1/cert.pem" -noout -ext subjectAltName | grep -o 'URI:[^, ]*'; }
serial_of() { openssl x509 -in "$1/cert.pem" -noout -serial; }
public_of() { openssl x509 -in "$1/cert.pem" -noout -pubkey; }

"${certs[@]}" person early --role reader >/dev/null 2>&1
expect "nothing is issued without an authority" "$?" 1
"${certs[@]}" init
expect "an authority is made" "$?" 0
expect "its key is its owner's alone" "$(stat -c %a "$temp/certs/authority/ca.key")" 600
"${certs[@]}" init >/dev/null 2>&1
expect "an authority that is there is left alone" "$?" 1

wang=$("${certs[@]}" person 王芳 --role reader --role grants.officer)
expect "a person's key is its owner's alone" "$(stat -c %a "$wang/key.pem")" 600
expect "the certificate names the person and the roles" "$(uri_of "$wang")" \
  "URI:debut://person/%E7%8E%8B%E8%8A%B3?role=grants.officer&role=reader"
expect "it is good" "$(verdict "$wang")" OK
expect "a person can't serve" \
  "$(openssl x509 -in "$wang/cert.pem" -noout -purpose | sed -n 's/^SSL server : //p')" No

cd "$root" || exit 1
operator=$("${certs[@]}" person operator --role '*')
expect "the star is a role, and no pattern" "$(uri_of "$operator")" \
  "URI:debut://person/operator?role=*"

log=$("${certs[@]}" service debut-eventlog --host localhost --host 127.0.0.1 --role log.reader)
expect "a service can serve" \
  "$(openssl x509 -in "$log/cert.pem" -noout -purpose | sed -n 's/^SSL server : //p')" Yes
hosts=$(openssl x509 -in "$log/cert.pem" -noout -checkhost localhost -checkip 127.0.0.1)
expect "under the names of its hosts" "$(grep -c 'does match' <<<"$hosts")" 2
expect "its directory is what --tls-dir wants" \
  "$(cd "$log" && echo {cert,key,ca}.pem crl/ca.crl | xargs ls | wc -l)" 4

"${certs[@]}" person 王芳 >/dev/null 2>&1
expect "a name has one certificate" "$?" 1
"${certs[@]}" service 王芳 --host localhost >/dev/null 2>&1
expect "whoever it is" "$?" 1
for name in system a/b ../a .a; do
  "${certs[@]}" person "$name" >/dev/null 2>&1
  expect "$name is no name" "$?" 2
done
"${certs[@]}" person x --role 'Grants Officer' >/dev/null 2>&1
expect "a role has no spaces" "$?" 2
"${certs[@]}" service x >/dev/null 2>&1
expect "a service needs a host" "$?" 2
"${certs[@]}" nonsense >/dev/null 2>&1
expect "an unknown command is wrong usage" "$?" 2

before=$(serial_of "$log") key=$(public_of "$log")
cp "$log/cert.pem" "$temp/old.pem"
"${certs[@]}" renew debut-eventlog >/dev/null
expect "a renewed certificate is another" \
  "$([[ $(serial_of "$log") != "$before" ]] && echo yes)" yes
expect "with the same key" "$(public_of "$log")" "$key"
expect "and is good" "$(verdict "$log")" OK
"${certs[@]}" renew debut-eventlog --new-key --days 2 >/dev/null
expect "a new key is another" "$([[ $(public_of "$log") != "$key" ]] && echo yes)" yes
expect "and fits" "$(openssl pkey -in "$log/key.pem" -pubout)" "$(public_of "$log")"
expect "the mode stays" "$(stat -c %a "$log/key.pem")" 600
expect_match "the list says when it ends" "$("${certs[@]}" list)" \
  "*service*debut-eventlog* [12] d log.reader*"
expect_match "and decodes names" "$("${certs[@]}" list)" "*person*王芳*grants.officer reader*"

cp -rL "$log" "$temp/copy"
"${certs[@]}" revoke debut-eventlog
expect "a revoked certificate is refused" "$(verdict "$temp/copy")" "certificate revoked"
cp "$temp/old.pem" "$temp/copy/cert.pem"
expect "and so is the one before its renewal" "$(verdict "$temp/copy")" "certificate revoked"
expect "others are not" "$(verdict "$wang")" OK
expect "it is gone from its place" "$([[ -e $log ]] || echo gone)" gone
"${certs[@]}" revoke debut-eventlog >/dev/null 2>&1
expect "nothing is revoked twice" "$?" 1

echo secret >"$temp/password"
locked=("$root/deploy/certs" --dir "$temp/locked" --password-file "$temp/password")
"${locked[@]}" init
expect "the authority's key may have a password" \
  "$(head -n 1 "$temp/locked/authority/ca.key")" "-----BEGIN ENCRYPTED PRIVATE KEY-----"
"${locked[@]}" person a >/dev/null
expect "and signs with it" "$?" 0
