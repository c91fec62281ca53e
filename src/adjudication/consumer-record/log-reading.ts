import { recordAccess } from "../../case/access-log/record-access";
import type { Complaint } from "../../case/complaints/complaint.entity";
import type { Actor } from "../../accounts/actor/actor";
import type { Database } from "../../platform/database/database";

/** Committed before anything is shown: nobody reads about a person without a trace that the person can see. */
export const logReading = (database: Database, actor: Actor, complaints: readonly Complaint[]): Promise<void> =>
  database.transact(async (tx) => {
    for (const complaint of complaints)
      recordAccess(tx, actor, complaint, { kind: "CONSUMER_RECORD", targetId: complaint.consumerId });
  });
