import { createHash, createHmac } from "node:crypto";
import type { LoggedEvent } from "./event.entity";

export const FIRST_HASH = "0".repeat(64);

type Hashed = Pick<
  LoggedEvent,
  "streamId" | "seq" | "type" | "actorId" | "actorRole" | "at" | "data" | "salt" | "prevHash"
>;

/**
 * hash = SHA-256(prevHash ‖ canonical event), hex. Each data field enters as a commitment SHA-256(fieldSalt ‖ JSON value) with
 * fieldSalt = HMAC-SHA-256(salt, name): a field can be withheld later, with its salt, and the chain still verifies.
 */
export function hashEvent(event: Hashed): string {
  const canonical = JSON.stringify([
    event.streamId,
    event.seq,
    event.type,
    event.actorId,
    event.actorRole,
    event.at,
    commitments(event.data, event.salt),
  ]);
  return createHash("sha256").update(event.prevHash).update(canonical).digest("hex");
}

function commitments(data: LoggedEvent["data"], salt: string): [string, string][] {
  return Object.keys(data)
    .sort()
    .map((name) => {
      const fieldSalt = createHmac("sha256", salt).update(name).digest();
      return [name, createHash("sha256").update(fieldSalt).update(JSON.stringify(data[name])).digest("hex")];
    });
}

/** The sequence number of the first event that is missing, out of order or altered; null when the chain holds. `events` in order from 1. */
export function firstBrokenLink(events: LoggedEvent[]): number | null {
  let prevHash = FIRST_HASH;
  for (const [index, event] of events.entries()) {
    if (event.seq !== index + 1 || event.prevHash !== prevHash || hashEvent(event) !== event.hash) return index + 1;
    prevHash = event.hash;
  }
  return null;
}
