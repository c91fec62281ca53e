# python3 verify.py SECRET < BODY, with WEBHOOK_ID, WEBHOOK_TIMESTAMP and WEBHOOK_SIGNATURE from the headers.
import base64
import hashlib
import hmac
import os
import sys
import time


def verify(secret: str, id: str, timestamp: str, signatures: str, body: bytes) -> bool:
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{id}.{timestamp}.".encode() + body
    expected = b"v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest())
    # Bytes: texts with letters beyond ASCII are not compared. And only a time that is signed is a number for certain.
    is_signed = any(hmac.compare_digest(each.encode(), expected) for each in signatures.split(" "))
    return is_signed and abs(time.time() - int(timestamp)) <= 300


if __name__ == "__main__":
    headers = (os.environ[name] for name in ("WEBHOOK_ID", "WEBHOOK_TIMESTAMP", "WEBHOOK_SIGNATURE"))
    sys.exit(0 if verify(sys.argv[1], *headers, sys.stdin.buffer.read()) else 1)
