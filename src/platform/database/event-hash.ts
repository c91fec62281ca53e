import { createHash } from "node:crypto";
import { commitmentsOf, digestOf, leafOf, saltFrom, type Leaves } from "../commitments";
import type { LoggedEvent } from "./event.entity";

export const FIRST_HASH = "0".repeat(64);

/** Of the events written now. Rows without a number are of version 1. */
export const HASH_VERSION = 2;

type Hashed = Pick<
  LoggedEvent,
  "streamId" | "seq" | "actorId" | "actorRole" | "at" | "audience" | "salt" | "prevHash"
> & { type: string; data: object; hashVersion?: number | null };

/**
 * hash = SHA-256(prevHash ‖ digest of all leaves), hex. Every leaf enters as a commitment whose salt is made of the event's own: a
 * leaf can be withheld, or the whole event but for its digest, and the chain still verifies and says nothing of what is missing.
 */
export function hashEvent(event: Hashed): string {
  const content = event.hashVersion === HASH_VERSION ? digestOf(eventLeaves(event)) : firstVersionContent(event);
  return createHash("sha256").update(event.prevHash).update(content).digest("hex");
}

/** What an event is made of, each part to be shown or withheld by itself. In version 1 only its data can be. */
export function eventLeaves(event: Hashed): Leaves {
  const leaf = (name: string, value: unknown) => [name, leafOf(value, saltFrom(event.salt, name))] as const;
  if (event.hashVersion !== HASH_VERSION)
    return Object.fromEntries(Object.entries(event.data).map(([name, value]) => leaf(name, value)));
  return Object.fromEntries([
    leaf("head", [event.streamId, event.seq, event.type, event.actorRole, event.at, event.audience]),
    leaf("actorId", event.actorId),
    ...Object.entries(event.data).map(([name, value]) => leaf(`data.${name}`, value)),
  ]);
}

/** In version 1 everything but the data stands there openly. Nobody can leave it out, or say that it was not so. */
export const firstVersionHead = ({ streamId, seq, type, actorId, actorRole, at }: Hashed): unknown[] => [
  ...[streamId, seq, type, actorId, actorRole, at],
];

const firstVersionContent = (event: Hashed): string =>
  JSON.stringify([...firstVersionHead(event), commitmentsOf(eventLeaves(event))]);

/** The sequence number of the first event that is missing, out of order or altered; null when the chain holds. `events` in order from 1. */
export function firstBrokenLink(events: LoggedEvent[]): number | null {
  let prevHash = FIRST_HASH;
  for (const [index, event] of events.entries()) {
    if (event.seq !== index + 1 || event.prevHash !== prevHash || hashEvent(event) !== event.hash) return index + 1;
    prevHash = event.hash;
  }
  return null;
}
