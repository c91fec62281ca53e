import { dueIds, sweepDue, type Sweep } from "../../platform/database/sweep-due";
import { Complaint } from "./complaint.entity";
import { numberCase } from "./number-case";

/** While a new version replaces an older one, node by node, the older ones still open cases without a number. */
export const sweepNumbers: Sweep = ({ database, log }) =>
  sweepDue(database, log, {
    find: (limit) => dueIds(database, "SELECT id FROM complaint WHERE number IS NULL LIMIT ?", [limit]),
    async act(tx, id) {
      const complaint = await tx.lock(Complaint, id);
      if (complaint?.number !== null) return false;
      numberCase(tx, complaint);
      return true;
    },
    what: "a case could not be given its number",
  });
