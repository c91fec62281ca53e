import { dueIds, sweepDue, type Sweep } from "../../platform/database/sweep-due";
import { Inspection } from "./inspection.entity";
import { recordSilence } from "./record-silence";

/** Records that a provider stated nothing in time. */
export const sweepHearings: Sweep = ({ database, clock, log }) =>
  sweepDue(database, log, {
    find: (limit) =>
      dueIds(
        database,
        "SELECT id FROM inspection WHERE status = 'OPEN' AND statement_at IS NULL AND silent_at IS NULL AND answer_due_at <= ? ORDER BY answer_due_at LIMIT ?",
        [clock.now(), limit],
      ),
    async act(tx, id: string) {
      const inspection = await tx.lock(Inspection, id);
      return inspection !== null && recordSilence(tx, inspection);
    },
    what: "a provider's silence could not be recorded",
  });
