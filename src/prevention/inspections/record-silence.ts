import type { Tx } from "../../platform/database/tx";
import type { Inspection } from "./inspection.entity";
import { recordInspectionEvent } from "./record-inspection-event";

/** The time for the provider's statement is over without one. Recorded once, by the sweep or by whoever closes before it. */
export function recordSilence(tx: Tx, inspection: Inspection): boolean {
  const { answerDueAt, statementAt, silentAt } = inspection;
  if (answerDueAt === null || statementAt !== null || silentAt !== null || tx.now < answerDueAt) return false;
  tx.change(inspection, { silentAt: tx.now });
  recordInspectionEvent(tx, inspection, null, "INSPECTION_UNANSWERED", { wasDueAt: answerDueAt });
  return true;
}
