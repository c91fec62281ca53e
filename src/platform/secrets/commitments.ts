import { createHmac, hash, randomFillSync } from "node:crypto";

/** One value that can be withheld later: without salt and value, the commitment still binds it and reveals nothing of it. */
export interface Leaf {
  value: unknown;
  /** Hex; as hard to guess as its key. */
  salt: string;
  /** SHA-256(salt ‖ JSON value), hex. */
  commitment: string;
}

export type Leaves = Record<string, Leaf>;
/** What is left of a leaf without its value. */
export type Commitment = readonly [name: string, commitment: string];

export const leafOf = (value: unknown, salt: Buffer): Leaf => ({
  value,
  salt: salt.toString("hex"),
  commitment: commitmentTo(value, salt),
});

export function commitmentTo(value: unknown, salt: Buffer): string {
  const json = JSON.stringify(value);
  const salted = Buffer.allocUnsafe(salt.length + Buffer.byteLength(json));
  salt.copy(salted);
  salted.write(json, salt.length);
  return hash("sha256", salted, "hex");
}

const SALT_BYTES = 16;
/** Random bytes for the next salts: to ask the system for so few costs more than all else that is done with them. */
const random = Buffer.alloc(256 * SALT_BYTES);
let used = random.length;

/** Hex; a new one of an event each time. */
export function newSalt(): string {
  if (used === random.length) {
    randomFillSync(random);
    used = 0;
  }
  return random.toString("hex", used, (used += SALT_BYTES));
}

/** A salt that only the holder of the key can make, and makes again in the same way. */
export const saltFrom = (key: string | Buffer, name: string): Buffer => createHmac("sha256", key).update(name).digest();

/** All that a reader needs who sees none of the values. */
export const commitmentsOf = (leaves: Leaves): Commitment[] =>
  Object.entries(leaves).map(([name, { commitment }]) => [name, commitment]);

export const sortedByName = (commitments: readonly Commitment[]): Commitment[] =>
  [...commitments].sort(([one], [other]) => (one < other ? -1 : 1));

/** The digest of all leaves together: SHA-256 over the JSON list of names and commitments, sorted by name, hex. */
export const digestOf = (commitments: readonly Commitment[]): string =>
  hash("sha256", JSON.stringify(sortedByName(commitments)), "hex");
