import { MOST_ATTEMPTS } from "../../platform/jobs/job";

/** Where the bytes of one attempt to make a dossier are: the archive, and meanwhile what goes into it. */
export interface StorageKeys {
  archive: string;
  records: string;
  events: string;
}

/** Two nodes may be at it at once, when one is believed dead: they must not get into each other's files. */
export const storageKeysOf = (dossierId: string, attempt: number): StorageKeys => ({
  archive: `${dossierId}_${attempt}_archive`,
  records: `${dossierId}_${attempt}_records`,
  events: `${dossierId}_${attempt}_events`,
});

/** Everything that may be there of a dossier, also what a node that died left behind. */
export function allStorageKeysOf(dossierId: string): string[] {
  const keys: string[] = [];
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const { archive, records, events } = storageKeysOf(dossierId, attempt);
    keys.push(archive, records, events);
  }
  return keys;
}
