import type { CaseFile } from "../../case/complaints/case-file";
import { Complaint } from "../../case/complaints/complaint.entity";
import type { Tx } from "../../platform/database/tx";
import { payAgain } from "../deposit/deposit-ledger";
import type { Payment } from "../payments/payment.entity";
import { givenByProvider, isOwedBack, oweLessBack, receiveLatePart } from "../remedies/owed-back";
import { Remedy } from "../remedies/remedy.entity";
import { Ruling } from "../rulings/ruling.entity";
import { countArrival } from "./count-arrival";
import { settleRefund } from "./settle-refund";

/** It arrived, or this part of it. `caseFile`: null when nothing orders it any longer. */
export async function countRefund(tx: Tx, caseFile: CaseFile | null, payment: Payment): Promise<void> {
  if (caseFile) return settleRefund(caseFile, payment, null);
  await countLateRefund(tx, payment);
  await payAgain(tx, payment.providerId);
}

/** Made for what something else had replaced before anybody looked. What the consumer had confirmed by then has been counted. */
async function countLateRefund(tx: Tx, { complaintId, remedyId, amount, reason }: Payment): Promise<void> {
  const complaint = await tx.byId(Complaint, complaintId);
  const remedy = await tx.byId(Remedy, remedyId);
  if (!complaint || !remedy) return;
  const ruling = await tx.byId(Ruling, remedy.rulingId);
  const counted = await givenByProvider(tx, remedy);
  if (reason !== null) {
    receiveLatePart(tx, remedy, Math.min(amount, counted));
    if (amount < counted) await oweLessBack(tx, remedy, counted - amount, reason);
  }
  await countArrival(tx, complaint, remedy, {
    amount: amount - counted,
    isOwedBack: ruling !== null && isOwedBack(ruling),
  });
}

/** Nothing orders it any longer, and it was not found or could not be made. */
export async function missLateRefund(tx: Tx, { providerId, remedyId }: Payment, reason: string | null): Promise<void> {
  const remedy = await tx.byId(Remedy, remedyId);
  const counted = remedy ? await givenByProvider(tx, remedy) : 0;
  if (remedy && counted > 0) await oweLessBack(tx, remedy, counted, reason);
  await payAgain(tx, providerId);
}
