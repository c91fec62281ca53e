import type { CaseFile } from "../../case/complaints/case-file";
import { IS_MONEY, type RemedyKind } from "../../case/complaints/remedy-kind.pure";
import { newId } from "../../platform/ids";
import { openReturn } from "../../case/returns/open-return";
import type { Ruling } from "../rulings/ruling.entity";
import { creditReceived } from "./owed-back";
import { RemediesOfCase } from "./remedies-of-case";
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

/** What can be undone exactly if an appeal is won: a sum can be paid back, a service or returned goods cannot. */
const isReversible = (kind: RemedyKind): boolean => IS_MONEY.has(kind) && kind !== "RETURN_AND_REFUND";

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

/** The same for all remedies of the ruling, in their order. */
export function beginRemedies(caseFile: CaseFile, all: readonly Remedy[], when: "RULED" | "FINAL"): RemediesOfCase {
  for (const remedy of all)
    if (remedy.dueAt === null && !remedy.isDone && (when === "FINAL" || isReversible(remedy.kind)))
      caseFile.tx.change(remedy, { dueAt: remedy.dueFrom(startOf(caseFile, remedy)) });
  const remedies = RemediesOfCase.of(caseFile, all);
  remedies.setClocks();
  return remedies;
}

/** When a remedy's time begins: now, or when the goods are back. */
function startOf(caseFile: CaseFile, { id, kind, insteadAmount }: Remedy): number {
  if (kind !== "RETURN_AND_REFUND") return caseFile.now;
  return openReturn(caseFile, { remedyId: id }, { amount: insteadAmount, currency: caseFile.complaint.currency });
}
