import type { CaseFile } from "../../case/complaints/case-file";
import type { Reader } from "../../platform/database/reader";
import { Refusal } from "../../platform/refusal";
import type { Payment } from "../payments/payment.entity";
import { payDefaultFromDeposit } from "../remedies/compensate";
import { putInDefault } from "../remedies/put-in-default";
import { RemediesOfCase } from "../remedies/remedies-of-case";
import { Remedy } from "../remedies/remedy.entity";
import { Ruling } from "../rulings/ruling.entity";

/** Only a reversed ruling's refund is settled without its case: what was paid because of it stays paid, and orders nothing. */
export async function refuseWhileCaseWaits(reader: Reader, payment: Payment, caseFile: CaseFile | null): Promise<void> {
  if (payment.purpose !== "REFUND" || caseFile) return;
  const remedy = await reader.byId(Remedy, payment.remedyId);
  const ruling = remedy && (await reader.byId(Ruling, remedy.rulingId));
  if (ruling?.status !== "REVERSED")
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "payment.caseWaits", field: "input.paymentId" });
}

/** The provider's payment arrived: the remedy is done, without the consumer having to say so. */
export async function remedyIsRefunded(caseFile: CaseFile, { remedyId }: Payment): Promise<void> {
  const remedies = await RemediesOfCase.read(caseFile);
  const remedy = remedies.named(remedyId ?? "");
  if (!remedy.isDone) await remedies.verify(remedy, { remedyId: remedy.id, reason: null });
}

/** The payment does not exist: the proof counts for nothing, and whoever had no more time is in default. */
export async function remedyIsNotRefunded(caseFile: CaseFile, { remedyId }: Payment, reason: string): Promise<void> {
  const { now } = caseFile;
  const remedies = await RemediesOfCase.read(caseFile);
  const remedy = remedies.named(remedyId ?? "");
  if (remedy.isDone) return;
  const isLate = remedy.verificationRequestedAt !== null || (remedy.dueAt ?? now) <= now;
  remedies.refute(remedy);
  const isOpen = caseFile.complaint.status === "ENFORCING";
  if (isOpen) remedies.setClocks();
  caseFile.apply({ type: "REMEDY_REFUTED", data: { remedyId: remedy.id, reason } });
  if (!isOpen) await payDefaultFromDeposit(caseFile);
  else if (isLate) await putInDefault(caseFile.follow("REMEDY_DEFAULTS"), remedies, [remedy]);
}
