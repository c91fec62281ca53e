import type { Side } from "../../../case/complaints/complaint-guards.pure";
import type { Audience } from "../../../case/complaints/complaint.policy";
import { commitmentsOf, digestOf, leafOf, saltFrom, type Leaves } from "../../../platform/secrets/commitments";
import type { Guard } from "../dossier.policy";

/** One row of the case as a dossier shows it. */
export interface CaseRecord {
  /** What it is a record of. */
  record: string;
  /** Unique within the case. */
  id: string;
  audience: Audience;
  fields: Record<string, unknown>;
  /** Fields hidden from some readers who may see the record. */
  guards?: Record<string, Guard | Audience>;
  /** The file that it describes. */
  file?: RecordFile;
  /** What readers on any other side get instead; null: nothing, for lack of a copy. */
  copy?: { of: Side; file: RecordFile | null };
}

export interface RecordFile {
  storageKey: string;
  path: string;
  /** The field with its digest. */
  digest: string;
}

export interface SealedRecord {
  leaves: Leaves;
  digest: string;
}

const SALT_BYTES = 16;

/**
 * Commits to every field. The salt is derived from the case's secret, the field's place and its value: the same for every reader, so that
 * their dossiers agree; a new one as soon as the value changes, so that a disclosed salt opens nothing else.
 */
export function sealRecord(secret: string, { record, id, fields }: CaseRecord): SealedRecord {
  const leaves: Leaves = {};
  for (const [name, value] of Object.entries({ record, id, ...fields })) {
    const salt = saltFrom(secret, JSON.stringify([record, id, name, value])).subarray(0, SALT_BYTES);
    leaves[name] = leafOf(value, salt);
  }
  return { leaves, digest: digestOf(commitmentsOf(leaves)) };
}

/** The properties of a row that a record shows, under the same names. */
export function pick<T extends object>(row: T, ...names: (keyof T & string)[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, row[name] ?? null]));
}
