import { CaseFile, nextDue, setQuietly } from "../../case/complaints/case-file";
import type { Complaint } from "../../case/complaints/complaint.entity";
import { movesOf } from "../../case/complaints/complaint.lifecycle";
import { isReversible } from "../../case/complaints/remedy-kind.pure";
import type { Tx } from "../../platform/database/tx";
import { creditReceived, oweAmountBack } from "../remedies/owed-back";
import { RemediesOfCase } from "../remedies/remedies-of-case";
import type { Remedy } from "../remedies/remedy.entity";

/**
 * Money has arrived because of a ruling that had been reversed on appeal by then: it is owed back, and what the ruling in its place orders
 * in money and nobody has paid yet is paid from that first, as from what had arrived before. The case is locked, then the provider.
 */
export async function oweArrivalBack(tx: Tx, complaint: Complaint, remedy: Remedy, amount: number): Promise<void> {
  if (amount <= 0) return;
  await oweAmountBack(tx, complaint, remedy, amount);
  const caseFile = await CaseFile.openBySystem(tx, complaint.id, ({ status }) =>
    status === "RULED" || status === "ENFORCING" ? movesOf("SETTLE_REFUND") : [],
  );
  if (!caseFile || caseFile.complaint.currentRulingId === null) return;
  const remedies = await RemediesOfCase.read(caseFile);
  // Whoever says that it has paid is answered first: the same would be paid twice.
  const unpaid = remedies.all.filter(
    ({ kind, isProved, defaultedAt }) => !isProved && (isReversible(kind) || defaultedAt !== null),
  );
  await creditReceived(caseFile, unpaid);
  remedies.setClocks();
  caseFile.timers.save();
  setQuietly(tx, caseFile.complaint, { dueAt: nextDue(caseFile.complaint, caseFile.timers) });
  await remedies.endIfDone();
}
