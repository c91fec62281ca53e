import type { SweptServices } from "../../platform/graphql/context";
import { dueIds, sweepDue } from "../../platform/database/sweep-due";
import { Dossier } from "./dossier.entity";
import { removeArchive } from "./remove-archive";

/** Removes expired archives, including the remains left by a node that died; the records stay. */
export function sweepDossiers({ database, storage, clock, log }: SweptServices): Promise<number> {
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
      await removeArchive(tx, storage, dossier);
      return true;
    },
    what: "an old dossier could not be removed",
  });
}
