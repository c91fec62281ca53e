import type { CaseFile } from "../../case/complaints/case-file";
import { isReversible } from "../../case/complaints/remedy-kind.pure";
import { openReturn } from "../../case/returns/open-return";
import { creditReceived } from "./owed-back";
import { RemediesOfCase } from "./remedies-of-case";
import { Remedy } from "./remedy.entity";

/**
 * The time to perform begins: of money with the ruling, of everything else when no appeal is possible any longer, and that of a refund for
 * goods when they must be back. What has begun goes on. `caseFile`: with the arrow about to be taken.
 */
export async function startRemedies(
  caseFile: CaseFile,
  rulingId: string,
  when: "RULED" | "FINAL",
): Promise<RemediesOfCase> {
  const all = await caseFile.tx.find(Remedy, { complaintId: caseFile.complaint.id, rulingId }, "ORDER BY id");
  return beginRemedies(caseFile, all, when);
}

/**
 * The same for all remedies of the ruling, in their order. Towards sums that nobody says are paid counts first what the consumer has already.
 * `wasOwed`: whether anything else may ever have been owed in the case.
 */
export async function beginRemedies(
  caseFile: CaseFile,
  all: readonly Remedy[],
  when: "RULED" | "FINAL",
  wasOwed = true,
): Promise<RemediesOfCase> {
  for (const remedy of all)
    if (remedy.dueAt === null && !remedy.isDone && (when === "FINAL" || isReversible(remedy.kind)))
      caseFile.tx.change(remedy, { dueAt: remedy.dueFrom(startOf(caseFile, remedy)) });
  const unpaid = all.filter(({ kind, isProved }) => isReversible(kind) && !isProved);
  if (wasOwed) await creditReceived(caseFile, unpaid);
  const remedies = RemediesOfCase.of(caseFile, all);
  remedies.setClocks();
  return remedies;
}

/** When a remedy's time begins: now, or when the goods are back. */
function startOf(caseFile: CaseFile, { id, kind, insteadAmount }: Remedy): number {
  if (kind !== "RETURN_AND_REFUND") return caseFile.now;
  return openReturn(caseFile, { remedyId: id }, { amount: insteadAmount, currency: caseFile.complaint.currency });
}
