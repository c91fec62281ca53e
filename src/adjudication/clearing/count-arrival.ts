import { CaseFile, nextDue, setQuietly } from "../../case/complaints/case-file";
import type { Complaint } from "../../case/complaints/complaint.entity";
import { movesOf } from "../../case/complaints/complaint.lifecycle";
import { isReversible } from "../../case/complaints/remedy-kind.pure";
import type { Tx } from "../../platform/database/tx";
import { payAgain } from "../deposit/deposit-ledger";
import { creditReceived, keepArrived, oweAmountBack } from "../remedies/owed-back";
import { RemediesOfCase } from "../remedies/remedies-of-case";
import type { Remedy } from "../remedies/remedy.entity";

/**
 * Money has arrived for what is not owed any more, or not so: what is owed in its place, in money and not paid by anybody yet, is paid
 * from it first. `isOwedBack`: the rest of it, because an appeal has reversed what it was paid for. Otherwise the consumer keeps the rest. The
 * case is locked, then the provider.
 */
export async function countArrival(
  tx: Tx,
  complaint: Complaint,
  remedy: Remedy,
  { amount, isOwedBack }: { amount: number; isOwedBack: boolean },
): Promise<void> {
  if (amount <= 0) return;
  if (isOwedBack) {
    await oweAmountBack(tx, complaint, remedy, amount);
    // Until then it counted as given back, also towards services in other cases of the order.
    await payAgain(tx, complaint.providerId);
  } else keepArrived(tx, remedy, amount);
  // In other states it waits until what stands begins, or is in default.
  const caseFile = await CaseFile.openBySystem(tx, complaint.id, ({ status }) =>
    status === "RULED" || status === "ENFORCING" || status === "CLOSED" ? movesOf("SETTLE_REFUND") : [],
  );
  if (!caseFile) return;
  const remedies = await RemediesOfCase.read(caseFile);
  // Whoever says that it has paid is answered first: the same would be paid twice.
  const unpaid = remedies.all.filter(
    ({ kind, isProved, defaultedAt }) => !isProved && (isReversible(kind) || defaultedAt !== null),
  );
  await creditReceived(caseFile, unpaid);
  if (caseFile.complaint.status === "CLOSED") return;
  remedies.setClocks();
  caseFile.timers.save();
  setQuietly(tx, caseFile.complaint, { dueAt: nextDue(caseFile.complaint, caseFile.timers) });
  await remedies.endIfDone();
}
