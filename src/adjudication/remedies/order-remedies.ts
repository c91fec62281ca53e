import type { CaseFile } from "../../case/complaints/case-file";
import { isReversible } from "../../case/complaints/remedy-kind.pure";
import { newId } from "../../platform/ids";
import type { Ruling } from "../rulings/ruling.entity";
import { creditReceived } from "./owed-back";
import type { PlannedRemedy } from "../rulings/planned-measures.types";
import { Remedy, UNTOUCHED } from "./remedy.entity";

/** Writes the remedies of a new ruling, and returns them. Towards its sums counts first what the consumer has received because of one that was reversed on appeal. */
export async function orderRemedies(caseFile: CaseFile, ruling: Ruling): Promise<Remedy[]> {
  const ordered = ruling.measures.remedies.map((measure) => toRemedy(ruling, measure));
  caseFile.tx.insert(Remedy, ...ordered);
  await creditReceived(
    caseFile,
    ordered.filter(({ kind }) => isReversible(kind)),
  );
  return ordered;
}

const toRemedy = (
  { id: rulingId, complaintId }: Ruling,
  { kind, amount, basis, ground, evidenceIds, insteadAmount, text, withinDays }: PlannedRemedy,
): Remedy =>
  Object.assign(new Remedy(), {
    id: newId(Remedy),
    rulingId,
    settlementId: null,
    complaintId,
    kind,
    amount: amount?.amount ?? null,
    currency: amount?.currency ?? null,
    basis: basis ?? null,
    ground: ground ?? null,
    lossEvidence: evidenceIds ?? null,
    insteadAmount: insteadAmount.amount,
    insteadCurrency: insteadAmount.currency,
    text,
    withinDays,
    dueAt: null,
    proof: null,
    proofFiledAt: null,
    ...UNTOUCHED,
  } satisfies Partial<Remedy>);
