import { MOST_ATTEMPTS } from "../../platform/jobs/job";

/** The storage keys of one attempt to make a dossier: the archive, and until then its parts. */
export interface StorageKeys {
  archive: string;
  records: string;
  events: string;
}

/** Two nodes may work on it at once, when one is believed dead: they must not touch each other's files. */
export const storageKeysOf = (dossierId: string, attempt: number): StorageKeys => ({
  archive: `${dossierId}_${attempt}_archive`,
  records: `${dossierId}_${attempt}_records`,
  events: `${dossierId}_${attempt}_events`,
});

/** Every key a dossier may have left, including those of a node that died. */
export function allStorageKeysOf(dossierId: string): string[] {
  const keys: string[] = [];
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const { archive, records, events } = storageKeysOf(dossierId, attempt);
    keys.push(archive, records, events);
  }
  return keys;
}
