import { Account } from "../../accounts/account/account.entity";
import { dueIds, sweepDue, type Sweep } from "../../platform/database/sweep-due";
import { Inspection } from "./inspection.entity";
import { isActiveInspector } from "./inspection.queries";
import { recordInspectionEvent } from "./record-inspection-event";

/** An open inspection of somebody who is no inspector any longer is free for others to take. */
export const sweepLeaversInspections: Sweep = ({ database, log }) =>
  sweepDue(database, log, {
    find: (limit) =>
      dueIds(
        database,
        `SELECT t.id FROM inspection t JOIN account a ON a.id = t.assigned_to_id WHERE t.status = 'OPEN'
         AND (a.status <> 'ACTIVE' OR NOT (a.roles LIKE ? OR a.roles LIKE ?)) ORDER BY t.id LIMIT ?`,
        ['%"INSPECTOR"%', '%"LEAD_MODERATOR"%', limit],
      ),
    async act(tx, id: string) {
      const inspection = await tx.lock(Inspection, id);
      if (inspection?.status !== "OPEN" || inspection.assignedToId === null) return false;
      const has = await tx.byId(Account, inspection.assignedToId);
      if (!has || isActiveInspector(has)) return false;
      tx.change(inspection, { assignedToId: null });
      recordInspectionEvent(tx, inspection, null, "INSPECTION_ASSIGNED", { assignedToId: null });
      return true;
    },
    what: "an inspection could not be freed of somebody who is no inspector any longer",
  });
