import type { CaseFile } from "../../case/complaints/case-file";
import { newId } from "../../platform/ids";
import { openReturn } from "../../case/returns/open-return";
import type { Ruling } from "../rulings/ruling.entity";
import { Remedy } from "./remedy.entity";

/** Writes the remedies of a newly issued ruling. They fall due once it is final. */
export function orderRemedies({ tx }: CaseFile, ruling: Ruling): void {
  tx.insert(
    Remedy,
    ...ruling.measures.remedies.map(
      ({ kind, amount, basis, ground, evidenceIds, insteadAmount, text, withinDays }) => ({
        id: newId(Remedy),
        rulingId: ruling.id,
        complaintId: ruling.complaintId,
        kind,
        amount: amount?.amount ?? null,
        currency: amount?.currency ?? null,
        basis: basis ?? null,
        ground: ground ?? null,
        lossEvidence: evidenceIds ?? null,
        insteadAmount: insteadAmount.amount,
        insteadCurrency: insteadAmount.currency,
        setAsideAmount: 0,
        text,
        withinDays,
      }),
    ),
  );
}

/**
 * The ruling is becoming final: each remedy's time begins, that of a refund for goods when they must be back. Returns when the last of
 * them is due: now where there is none. Call it before the transition.
 */
export async function setRemediesDue(caseFile: CaseFile, rulingId: string): Promise<number> {
  const { tx } = caseFile;
  const remedies = await tx.find(Remedy, { rulingId }, "ORDER BY id");
  for (const remedy of remedies) {
    tx.change(remedy, { dueAt: remedy.dueFrom(startOf(caseFile, remedy)) });
  }
  return Math.max(tx.now, ...remedies.map(({ dueAt }) => dueAt ?? tx.now));
}

/** When a remedy's time begins: now, or when the goods are back. */
function startOf(caseFile: CaseFile, { id, kind, insteadAmount }: Remedy): number {
  if (kind !== "RETURN_AND_REFUND") return caseFile.now;
  return openReturn(caseFile, { remedyId: id }, { amount: insteadAmount, currency: caseFile.complaint.currency });
}
