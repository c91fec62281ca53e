#!/bin/sh
# sh verify.sh SECRET < BODY, with WEBHOOK_ID, WEBHOOK_TIMESTAMP and WEBHOOK_SIGNATURE from the headers. Needs openssl.
age=$(($(date +%s) - WEBHOOK_TIMESTAMP))
[ "$age" -le 300 ] && [ "$age" -ge -300 ] || exit 1
key=$(printf %s "${1#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \n')
expected=$({ printf %s "$WEBHOOK_ID.$WEBHOOK_TIMESTAMP."; cat; } | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A)
for each in $WEBHOOK_SIGNATURE; do
  [ "$each" = "v1,$expected" ] && exit 0
done
exit 1
