import type { CaseFile } from "../../case/complaints/case-file";
import { newId } from "../../platform/ids";
import type { Ruling } from "../rulings/ruling.entity";
import type { PlannedRemedy } from "../rulings/planned-measures.types";
import { Remedy, UNTOUCHED } from "./remedy.entity";

/** Writes the remedies of a new ruling, and returns them. */
export function orderRemedies({ tx }: CaseFile, ruling: Ruling): Remedy[] {
  const ordered = ruling.measures.remedies.map((measure) => toRemedy(ruling, measure));
  tx.insert(Remedy, ...ordered);
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
