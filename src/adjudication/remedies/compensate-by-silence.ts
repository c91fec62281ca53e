import type { CaseFile } from "../../case/complaints/case-file";
import { DAY } from "../../platform/time";
import { newId } from "../../platform/ids";
import { payDefaultFromDeposit } from "./pay-default-from-deposit";
import { Remedy } from "./remedy.entity";

/** COMPENSATION_CLAIM expired: the provider did not object to what its promise itself promises. It is due, and paid from the deposit at once, as far as that goes. */
export async function compensateBySilence(caseFile: CaseFile): Promise<void> {
  const { tx, complaint, now, timers } = caseFile;
  const { id: complaintId, claimAmount: amount, currency, title, demandText } = complaint;
  if (amount === null) throw new Error(`nothing is claimed in ${complaintId}`);
  const remedyId = newId(Remedy);
  tx.insert(Remedy, {
    id: remedyId,
    rulingId: null,
    settlementId: null,
    complaintId,
    kind: "COMPENSATION",
    basis: "PROMISED",
    amount,
    currency,
    insteadAmount: amount,
    insteadCurrency: currency,
    setAsideAmount: 0,
    creditedAmount: 0,
    keptAmount: 0,
    text: demandText ?? title,
    withinDays: 0,
    dueAt: now,
    defaultedAt: now,
  });
  // Both clocks may be up at once, and the state entered knows this one no more.
  if (timers.get("FIRST_RESPONSE")) caseFile.alongside({ type: "FIRST_RESPONSE_MISSED", data: {} });
  const contestableUntil = now + caseFile.rules.number("compensation.contest", "days") * DAY;
  caseFile.apply({ type: "COMPENSATION_DUE", data: { remedyId, amount, currency, contestableUntil } });
  await payDefaultFromDeposit(caseFile);
}
