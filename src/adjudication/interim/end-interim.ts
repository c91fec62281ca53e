import { recordCaseEvent, type CaseFile } from "../../case/complaints/case-file";
import { INTERIM_CLOCKS } from "../../case/complaints/clock-names.pure";
import type { CaseFacts } from "../../case/complaints/complaint-guards.pure";
import type { Complaint } from "../../case/complaints/complaint.entity";
import type { Tx } from "../../platform/database/tx";
import type { InterimMeasureEnd } from "./interim-enums.types";

/**
 * What goes on without it ends whatever is open of interim measures: a proposal lapses, and the measure that acts is over. Ends once,
 * however many of a command's steps ask for it.
 */
export function endInterim(caseFile: CaseFile, because: InterimMeasureEnd): void {
  const { tx, complaint, facts, timers } = caseFile;
  const { acting, proposed } = facts.interim;
  if (!acting && !proposed) return;
  for (const clock of INTERIM_CLOCKS) timers.stop(clock);
  timers.save();
  closeInterim(tx, complaint, facts, because);
}

/** The case is closed, and its clocks with it. */
export const endInterimOfClosed = (tx: Tx, complaint: Complaint, facts: CaseFacts): void =>
  closeInterim(tx, complaint, facts, "CLOSED");

function closeInterim(tx: Tx, complaint: Complaint, { interim }: CaseFacts, because: InterimMeasureEnd): void {
  const { acting, proposed } = interim;
  if (proposed) lapse(tx, proposed.id);
  if (acting) writeEnd(tx, acting.id, because);
  interim.proposed = null;
  interim.acting = null;
  if (acting)
    recordCaseEvent(tx, complaint, null, {
      type: "INTERIM_ENDED",
      audience: "PROVIDER_SIDE",
      data: { interimId: acting.id, because },
    });
}

export const lapse = (tx: Tx, id: string): void =>
  tx.execute("UPDATE interim_measure SET status = 'LAPSED', waits_since = NULL WHERE id = ?", [id]);

/** Its dates are what acts: one that is over already keeps its end. */
export const writeEnd = (tx: Tx, id: string, because: InterimMeasureEnd, reason: string | null = null): void =>
  tx.execute(
    `UPDATE interim_measure SET status = 'ENDED', ended_because = ?, end_reason = ?, waits_since = NULL,
       ends_at = CASE WHEN ends_at > ? THEN ? ELSE ends_at END WHERE id = ?`,
    [because, reason, tx.now, tx.now, id],
  );
