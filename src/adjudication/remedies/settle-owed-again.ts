import type { CaseFile } from "../../case/complaints/case-file";
import { forgiveNonPerformance, freezeUntilPaid } from "../penalties/penalties-of-ruling";
import { Remedy } from "./remedy.entity";

/** Services that are owed again, once the deposit has paid what it can of them: with the consequences that it would have had at their default. */
export async function settleOwedAgain(caseFile: CaseFile, again: readonly Remedy[]): Promise<void> {
  const { tx, complaint } = caseFile;
  const { id: complaintId, currentRulingId: rulingId } = complaint;
  if (again.length === 0 || rulingId === null) return;
  const all = await tx.find(Remedy, { complaintId, rulingId }, "ORDER BY id");
  for (const defaultedAt of new Set(again.map((each) => each.defaultedAt))) {
    const together = all.filter((each) => each.defaultedAt === defaultedAt);
    if (defaultedAt !== null && together.every(({ isDone, isOnItsWay }) => isDone || isOnItsWay))
      await forgiveNonPerformance(caseFile, rulingId, defaultedAt);
  }
  if (complaint.status === "CLOSED") await freezeUntilPaid(caseFile);
}
