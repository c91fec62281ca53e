import { recordCaseEvent, type CaseFile } from "../../case/complaints/case-file";
import { NO_LEASE } from "../../case/complaints/no-lease.pure";
import type { OrderMoney } from "../../case/complaints/order-money.pure";
import { reverseRuling } from "./reverse-ruling";
import { cancelUnruled } from "../remedies/cancel-unruled";
import { orderRemedies } from "../remedies/order-remedies";
import { beginRemedies } from "../remedies/start-remedies";
import { issue } from "../rulings/ruling-changes";
import { Ruling } from "../rulings/ruling.entity";
import { orderMeasures } from "./order-measures";

/**
 * The ruling takes effect: parties and public are notified, the appeal window opens, its measures are ordered, and the time to pay begins. If a reopened case
 * had a ruling before, that one is reversed first. The ruling's own rows exist already. `wasOwed`: as of the order's money under its lock.
 */
export async function putRulingIntoEffect(
  caseFile: CaseFile,
  ruling: Ruling,
  { wasOwed }: Pick<OrderMoney, "wasOwed">,
): Promise<void> {
  const { tx } = caseFile;
  const former = ruling.replacesRulingId === null ? null : await tx.byId(Ruling, ruling.replacesRulingId);
  // If the case was remitted, that happened at the remittal.
  if (former?.status === "ISSUED") await reverseRuling(caseFile, former, "REPLACED");
  // Only a case that was closed and opened again may owe something without one.
  else if (caseFile.complaint.reopenedCount > 0) await cancelUnruled(caseFile);
  await beginRemedies(caseFile, orderRemedies(caseFile, ruling), "RULED", wasOwed);
  caseFile.apply(
    { type: "RULING_ISSUED", data: { rulingId: ruling.id, outcome: ruling.outcome } },
    { currentRulingId: ruling.id, ...NO_LEASE },
  );
  const appealableUntil = caseFile.timers.get("APPEAL_WINDOW")?.dueAt ?? null;
  issue(tx, ruling, appealableUntil);
  recordForPublic(caseFile, ruling);
  await orderMeasures(caseFile, ruling);
}

export function recordForPublic({ tx, complaint, actor }: CaseFile, { id, outcome, providerId }: Ruling): void {
  recordCaseEvent(tx, complaint, actor, {
    type: "RULING_PUBLISHED",
    audience: "PUBLIC",
    lasting: ["register"],
    data: { rulingId: id, outcome, providerId },
  });
}
