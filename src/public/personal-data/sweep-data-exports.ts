import type { SweptServices } from "../../platform/graphql/context";
import { dueIds, sweepDue } from "../../platform/database/sweep-due";
import { exportKeysOf } from "./data-export-job";
import { DataExport } from "./data-export.entity";

/** Removes expired archives, including the remains left by a node that died. */
export function sweepDataExports({ database, storage, clock, log }: SweptServices): Promise<number> {
  return sweepDue(database, log, {
    find: (limit) =>
      dueIds(
        database,
        "SELECT id FROM data_export WHERE removed_at IS NULL AND kept_until <= ? ORDER BY kept_until LIMIT ?",
        [clock.now(), limit],
      ),
    act: async (tx, id) => {
      const asked = await tx.lock(DataExport, id);
      if (!asked || asked.removedAt !== null || asked.keptUntil > tx.now) return false;
      // First the bytes: a row that says REMOVED must be right.
      for (const key of exportKeysOf(id)) await storage.remove(key);
      tx.change(asked, { removedAt: tx.now, storageKey: null });
      return true;
    },
    what: "an old copy of somebody's data could not be removed",
  });
}
