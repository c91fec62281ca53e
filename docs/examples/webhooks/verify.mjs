// node verify.mjs SECRET < BODY, with WEBHOOK_ID, WEBHOOK_TIMESTAMP and WEBHOOK_SIGNATURE from the headers.
// With the library: new Webhook(secret).verify(body, headers) of npm's standardwebhooks does the same.
import { createHmac, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export function verify(secret, id, timestamp, signatures, body) {
  if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) <= 300)) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const expected = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest();
  return signatures.split(" ").some((each) => {
    const [version, signature = ""] = each.split(",");
    const given = Buffer.from(signature, "base64");
    return version === "v1" && given.length === expected.length && timingSafeEqual(given, expected);
  });
}

// Run, and not imported.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { WEBHOOK_ID, WEBHOOK_TIMESTAMP, WEBHOOK_SIGNATURE } = process.env;
  // The bytes as they came: parsing and writing the JSON anew changes them.
  const body = readFileSync(0);
  process.exit(verify(process.argv[2], WEBHOOK_ID, WEBHOOK_TIMESTAMP, WEBHOOK_SIGNATURE, body) ? 0 : 1);
}
