import { hash } from "node:crypto";
import {
  commitmentsOf,
  digestOf,
  leafOf,
  saltFrom,
  sortedByName,
  type Commitment,
  type Leaves,
} from "../secrets/commitments";
import { rowLeaf } from "./append-only";
import type { LoggedEvent, WithheldLeaves } from "./event.entity";

export const FIRST_HASH = "0".repeat(64);

/** The version of events written now. Rows without a number are version 1. */
export const HASH_VERSION = 2;

type Hashed = Pick<LoggedEvent, "streamId" | "seq" | "actorId" | "at" | "audience" | "salt" | "prevHash"> & {
  type: string;
  actorRole: string;
  data: object;
  hashVersion?: number | null;
  committedRows?: Record<string, string> | null;
  withheld?: WithheldLeaves | null;
};

/**
 * hash = SHA-256(prevHash ‖ digest of all leaves), hex. Every leaf is included as a commitment whose salt is derived from the event's: a
 * leaf can be withheld, or the whole event but for its digest, and the chain still verifies and reveals nothing of what is missing.
 */
export function hashEvent(event: Hashed, rows = committedRows(event)): string {
  const content = event.hashVersion === HASH_VERSION ? digestOfEvent(event, rows) : firstVersionContent(event);
  return hash("sha256", event.prevHash + content);
}

/** Of all its leaves and of the rows that it commits to. */
export const digestOfEvent = (event: Hashed, rows = committedRows(event)): string =>
  digestOf([...commitmentsOf(eventLeaves(event)), ...rowLeaves(rows)]);

/** The rows that were written with the event, by `table/id`: of them it has nothing but the commitments. */
export const committedRows = (event: Pick<Hashed, "committedRows">): readonly Commitment[] =>
  Object.entries(event.committedRows ?? {});

export const rowLeaves = (rows: readonly Commitment[]): Commitment[] =>
  rows.map(([name, commitment]) => [rowLeaf(name), commitment]);

/** The salt of one of its leaves; null when it was erased with what it salted. */
export function saltOf({ salt, withheld }: Pick<Hashed, "salt" | "withheld">, name: string): Buffer | null {
  if (!withheld) return saltFrom(salt, name);
  const kept = withheld.salts[name];
  return kept === undefined ? null : Buffer.from(kept, "hex");
}

/** Whether a leaf was erased: then nothing but its commitment is true of it. */
export const isErased = ({ withheld }: Pick<Hashed, "withheld">, name: string): boolean =>
  withheld !== null && withheld !== undefined && name in withheld.commitments;

/** The parts of an event, each of which can be shown or withheld separately. In version 1 only its data can be. */
export function eventLeaves(event: Hashed): Leaves {
  const leaf = (name: string, value: unknown) => {
    const salt = saltOf(event, name);
    const erased = { value: null, salt: "", commitment: event.withheld?.commitments[name] ?? "" };
    return [name, salt ? leafOf(value, salt) : erased] as const;
  };
  if (event.hashVersion !== HASH_VERSION)
    return Object.fromEntries(Object.entries(event.data).map(([name, value]) => leaf(name, value)));
  return Object.fromEntries([
    leaf("head", [event.streamId, event.seq, event.type, event.actorRole, event.at, event.audience]),
    leaf("actorId", event.actorId),
    ...Object.entries(event.data).map(([name, value]) => leaf(`data.${name}`, value)),
  ]);
}

/** In version 1 everything but the data is hashed in the clear: it can be neither left out nor denied. */
export const firstVersionHead = ({ streamId, seq, type, actorId, actorRole, at }: Hashed): unknown[] => [
  ...[streamId, seq, type, actorId, actorRole, at],
];

const firstVersionContent = (event: Hashed): string =>
  JSON.stringify([...firstVersionHead(event), sortedByName(commitmentsOf(eventLeaves(event)))]);

/** The sequence number of the first event that is missing, out of order or altered; null when the chain holds. `events` in order from 1. */
export function firstBrokenLink(events: LoggedEvent[]): number | null {
  let prevHash = FIRST_HASH;
  for (const [index, event] of events.entries()) {
    if (event.seq !== index + 1 || event.prevHash !== prevHash || hashEvent(event) !== event.hash) return index + 1;
    prevHash = event.hash;
  }
  return null;
}
