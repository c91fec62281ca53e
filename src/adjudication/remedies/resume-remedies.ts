import type { CaseFile } from "../../case/complaints/case-file";
import type { Complaint } from "../../case/complaints/complaint.entity";
import { payDefaultFromDeposit } from "./pay-default-from-deposit";
import { RemediesOfCase } from "./remedies-of-case";

const isOwed = ({ status }: Complaint): boolean => status === "RULED" || status === "ENFORCING";

/** The case is resumed. Each remedy has its own due time; the clock runs until the next of them. */
export function moveRemedies({ tx, complaint }: CaseFile, stayedAt: number): void {
  if (!isOwed(complaint)) return;
  tx.execute(
    "UPDATE remedy SET due_at = due_at + ? WHERE complaint_id = ? AND (ruling_id = ? OR (ruling_id IS NULL AND ? IS NULL)) AND due_at > ? AND COALESCE(confirmed_at, waived_at, verified_at) IS NULL",
    [tx.now - stayedAt, complaint.id, complaint.currentRulingId, complaint.currentRulingId, stayedAt],
  );
}

/** While the case was stayed, its consumer was not paid from money that entered the deposit; that is done now. What was on its way has perhaps arrived. */
export async function payFromNewDeposit(caseFile: CaseFile): Promise<void> {
  if (!isOwed(caseFile.complaint)) return;
  await payDefaultFromDeposit(caseFile);
  const remedies = await RemediesOfCase.read(caseFile);
  if (remedies.all.length > 0) await remedies.endIfDone();
}
