#!/bin/sh
# Calls your own listener as the meeting server would, signed.
# SIGNING_SECRET=whsec_… sh call.sh http://localhost:3000/
set -eu
body='__BODY__'
id="msg_$(date +%s)"
timestamp="$(date +%s)"
key="$(printf %s "${SIGNING_SECRET#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \n')"
signature="$(printf '%s.%s.%s' "$id" "$timestamp" "$body" |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A)"
curl -i -X __METHOD__ "$1" \
  -H 'Content-Type: application/json; charset=utf-8' \
  -H "webhook-id: $id" \
  -H "webhook-timestamp: $timestamp" \
  -H "webhook-signature: v1,$signature" \
  -H 'webhook-event: onMeetingScheduled' \
  -H 'webhook-sequence: 1' \
  -H 'webhook-attempt: 1' \
  --data-raw "$body"
