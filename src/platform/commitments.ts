import { createHmac, hash } from "node:crypto";

/** One value that can be withheld later: without salt and value, the commitment still binds it and reveals nothing of it. */
export interface Leaf {
  value: unknown;
  /** Hex; as hard to guess as its key. */
  salt: string;
  /** SHA-256(salt ‖ JSON value), hex. */
  commitment: string;
}

export type Leaves = Record<string, Leaf>;
type Commitments = Record<string, Pick<Leaf, "commitment">>;

export function leafOf(value: unknown, salt: Buffer): Leaf {
  const commitment = hash("sha256", Buffer.concat([salt, Buffer.from(JSON.stringify(value))]), "hex");
  return { value, salt: salt.toString("hex"), commitment };
}

/** A salt that only the holder of the key can make, and makes again in the same way. */
export const saltFrom = (key: string | Buffer, name: string): Buffer => createHmac("sha256", key).update(name).digest();

/** `[name, commitment]` sorted by name: all that a reader who sees none of the values needs. */
export const commitmentsOf = (leaves: Commitments): [string, string][] =>
  Object.keys(leaves)
    .sort()
    .map((name) => [name, leaves[name]?.commitment ?? ""]);

/** The digest of all leaves together: SHA-256 over the JSON list of names and commitments, hex. */
export const digestOf = (leaves: Commitments): string => hash("sha256", JSON.stringify(commitmentsOf(leaves)), "hex");
