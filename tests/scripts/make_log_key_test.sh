#!/usr/bin/env bash
. "$(dirname "${BASH_SOURCE[0]}")/expect.sh"

make=$root/deploy/make-log-key
if ! command -v openssl >/dev/null; then
  echo "skipped: it needs the package openssl"
  exit 0
fi

public=$("$make" "$temp/plain.key")
expect "a key is made" "$?" 0
expect "its public part is printed" "${public%%$'\n'*}" "-----BEGIN PUBLIC KEY-----"
expect "only its owner can read it" "$(stat -c %a "$temp/plain.key")" 600
expect "it is an Ed25519 key" \
  "$(openssl pkey -in "$temp/plain.key" -noout -text | head -n 1)" "ED25519 Private-Key:"

"$make" "$temp/plain.key" >/dev/null 2>&1
expect "a key that is there is left alone" "$?" 1

echo secret >"$temp/password"
"$make" --password-file "$temp/password" "$temp/locked.key" >/dev/null
expect "an encrypted key is made" "$?" 0
expect "only its owner can read that, too" "$(stat -c %a "$temp/locked.key")" 600
openssl pkey -in "$temp/locked.key" -passin pass:wrong -noout 2>/dev/null
expect "it can't be read with another password" "$?" 1
openssl pkey -in "$temp/locked.key" -passin "file:$temp/password" -noout
expect "it can be read with its own" "$?" 0

"$make" >/dev/null 2>&1
expect "nothing to write is wrong usage" "$?" 2
"$make" --nonsense x >/dev/null 2>&1
expect "an unknown option is wrong usage" "$?" 2
