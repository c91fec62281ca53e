import { hash } from "node:crypto";

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

export const commitmentTo = (value: unknown, salt: Buffer): string =>
  hash("sha256", Buffer.concat([salt, Buffer.from(JSON.stringify(value))]), "hex");

/** Of SHA-256, in bytes. */
const BLOCK = 64;
const DIGEST = 32;

/**
 * A salt that only the holder of the key can make, and makes again in the same way: HMAC-SHA256, of its two hashes (RFC 2104). Node's own
 * makes an object each time and takes longer, and an event has one for each of its leaves and rows.
 */
export function saltFrom(key: string | Buffer, name: string): Buffer {
  const given = Buffer.from(key);
  const bytes = given.length > BLOCK ? hash("sha256", given, "buffer") : given;
  const inner = Buffer.allocUnsafe(BLOCK);
  const outer = Buffer.allocUnsafe(BLOCK + DIGEST);
  for (let at = 0; at < BLOCK; at += 1) {
    const byte = bytes[at] ?? 0;
    inner[at] = byte ^ 0x36;
    outer[at] = byte ^ 0x5c;
  }
  outer.write(hash("sha256", Buffer.concat([inner, Buffer.from(name)]), "binary"), BLOCK, "binary");
  return Buffer.from(hash("sha256", outer, "binary"), "binary");
}

/** All that a reader needs who sees none of the values. */
export const commitmentsOf = (leaves: Leaves): Commitment[] =>
  Object.entries(leaves).map(([name, { commitment }]) => [name, commitment]);

export const sortedByName = (commitments: readonly Commitment[]): Commitment[] =>
  [...commitments].sort(([one], [other]) => (one < other ? -1 : 1));

/** The digest of all leaves together: SHA-256 over the JSON list of names and commitments, sorted by name, hex. */
export const digestOf = (commitments: readonly Commitment[]): string =>
  hash("sha256", JSON.stringify(sortedByName(commitments)), "hex");
