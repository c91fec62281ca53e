import { recordCaseEvent, type CaseFile } from "../complaints/case-file";
import { orderPenalties } from "../penalties/order-penalties";
import { orderRemedies } from "../remedies/order-remedies";
import type { Ruling } from "./ruling.entity";

/** The case is ruled: parties and public are told, the window for appeals opens. Answers what the ruling's row must say of it. */
export function announceRuling(
  file: CaseFile,
  ruling: Ruling,
): Pick<Ruling, "status" | "issuedAt" | "appealableUntil"> {
  const { tx, complaint, actor } = file;
  const { id: rulingId, outcome, providerId } = ruling;
  file.apply(
    { type: "RULING_ISSUED", data: { rulingId, outcome } },
    { currentRulingId: rulingId, leaseHolderId: null, leaseExpiresAt: null },
  );
  recordCaseEvent(tx, complaint, actor, {
    type: "RULING_PUBLISHED",
    audience: "PUBLIC",
    topics: ["register"],
    data: { rulingId, outcome, providerId },
  });
  return { status: "ISSUED", issuedAt: tx.now, appealableUntil: file.timers.get("APPEAL_WINDOW")?.dueAt ?? null };
}

/** The rows of what it orders, once the ruling's own row is written. */
export async function orderMeasures(file: CaseFile, ruling: Ruling): Promise<void> {
  orderRemedies(file, ruling);
  await orderPenalties(file, ruling);
}
