import { hash } from "node:crypto";
import {
  commitmentsOf,
  commitmentTo,
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
  digestOf([...partsOf(event).map((part) => commitmentOf(event, part)), ...rowLeaves(rows)]);

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

type Part = readonly [name: string, value: unknown];

/** Each of them can be shown or withheld separately. In version 1 only its data can be. */
function partsOf(event: Hashed): Part[] {
  const data = Object.entries(event.data);
  if (event.hashVersion !== HASH_VERSION) return data;
  return [
    ["head", [event.streamId, event.seq, event.type, event.actorRole, event.at, event.audience]],
    ["actorId", event.actorId],
    ...data.map(([name, value]): Part => [`data.${name}`, value]),
  ];
}

/** The same as its leaf's, which has more than is hashed. */
function commitmentOf(event: Hashed, [name, value]: Part): Commitment {
  const salt = saltOf(event, name);
  return [name, salt ? commitmentTo(value, salt) : (event.withheld?.commitments[name] ?? "")];
}

export const eventLeaves = (event: Hashed): Leaves =>
  Object.fromEntries(
    partsOf(event).map(([name, value]) => {
      const salt = saltOf(event, name);
      const erased = { value: null, salt: "", commitment: event.withheld?.commitments[name] ?? "" };
      return [name, salt ? leafOf(value, salt) : erased];
    }),
  );

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
