import { recordCaseEvent, type CaseFile } from "../../case/complaints/case-file";
import { IS_MONEY } from "../../case/complaints/remedy-kind.pure";
import { lockOrderMoney } from "../../case/complaints/lock-order-money";
import { addUp } from "../../platform/amounts";
import type { RemediesOfCase } from "./remedies-of-case";
import type { Remedy } from "./remedy.entity";

/**
 * Services in default are owed in money now, in the place of what was paid for the order: as far as that goes back already, or is to by the same
 * ruling, there is nothing left to pay for them. What the sides agreed has been measured against it by then.
 */
export async function creditGivenBack(
  { tx, complaint }: CaseFile,
  { all }: RemediesOfCase,
  inDefault: readonly Remedy[],
): Promise<void> {
  const services = inDefault.filter(({ kind, rulingId }) => rulingId !== null && !IS_MONEY.has(kind));
  if (services.length === 0) return;
  const { paid, given } = await lockOrderMoney(tx, complaint);
  const refunds = all.filter(({ kind, basis, isDone }) => IS_MONEY.has(kind) && basis === null && !isDone);
  let rest = Math.max(0, paid - given - addUp(refunds.map(({ outstanding }) => outstanding)));
  for (const remedy of services) {
    const amount = Math.max(0, remedy.outstanding - rest);
    rest -= remedy.outstanding - amount;
    if (amount === 0) continue;
    tx.change(remedy, { creditedAmount: remedy.creditedAmount + amount });
    const data = { remedyId: remedy.id, amount, currency: complaint.currency };
    recordCaseEvent(tx, complaint, null, { type: "COMPENSATION_CREDITED", data });
  }
}
