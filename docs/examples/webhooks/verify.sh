#!/bin/sh
# sh verify.sh SECRET < BODY, with WEBHOOK_ID, WEBHOOK_TIMESTAMP and WEBHOOK_SIGNATURE from the headers. Needs openssl.
# Whoever sends these may be a stranger: a shell that computes with what is no number executes it.
case $WEBHOOK_TIMESTAMP in '' | *[!0-9]*) exit 1 ;; esac
age=$(($(date +%s) - WEBHOOK_TIMESTAMP))
[ "$age" -le 300 ] && [ "$age" -ge -300 ] || exit 1
key=$(printf %s "${1#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \n')
expected=$({ printf %s "$WEBHOOK_ID.$WEBHOOK_TIMESTAMP."; cat; } | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A)
[ -n "$expected" ] || exit 1
set -f # no names of files in place of *
for each in $WEBHOOK_SIGNATURE; do
  [ "$each" = "v1,$expected" ] && exit 0
done
exit 1
