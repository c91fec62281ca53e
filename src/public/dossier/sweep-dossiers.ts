import type { Services } from "../../platform/graphql/context";
import { dueIds, sweepDue } from "../../platform/database/sweep-due";
import { Dossier } from "./dossier.entity";
import { allStorageKeysOf } from "./storage-keys.pure";

/** Archives go when their time is over, also what a node that died left of one; the records stay. */
export function sweepDossiers({ database, storage, clock, log }: Services): Promise<number> {
  return sweepDue(database, log, {
    find: (limit) =>
      dueIds(
        database,
        "SELECT id FROM dossier WHERE removed_at IS NULL AND kept_until <= ? ORDER BY kept_until LIMIT ?",
        [clock.now(), limit],
      ),
    act: async (tx, id) => {
      const dossier = await tx.lock(Dossier, id);
      if (!dossier || dossier.removedAt !== null || dossier.keptUntil > tx.now) return false;
      // First the bytes: a row that says REMOVED must be right. Removing them twice does no harm.
      for (const key of allStorageKeysOf(id)) await storage.remove(key);
      tx.change(dossier, { removedAt: tx.now });
      return true;
    },
    what: "an old dossier could not be removed",
  });
}
