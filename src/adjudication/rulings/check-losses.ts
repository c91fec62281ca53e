import type { CaseFile } from "../../case/complaints/case-file";
import { Evidence } from "../../case/evidence/evidence.entity";
import { isCounted, isShownTo } from "../../case/evidence/evidence.pure";
import { Refusal } from "../../platform/refusal";
import type { RemedyInput } from "./ruling.types";

/** A loss is shown by the consumer's evidence that counts, and that the provider could answer. */
export async function checkLosses(
  { tx, complaint }: CaseFile,
  remedies: readonly Pick<RemedyInput, "evidenceIds">[],
  decisionField: string,
): Promise<void> {
  const named = remedies.flatMap(({ evidenceIds }) => evidenceIds ?? []);
  if (named.length === 0) return;
  const found = await tx.find(Evidence, { complaintId: complaint.id, id: named, side: "CONSUMER", status: "STORED" });
  const usable = found.filter((each) => isCounted(each) && isShownTo(each, "PROVIDER"));
  for (const [index, { evidenceIds }] of remedies.entries())
    if (evidenceIds?.some((id) => !usable.some((each) => each.id === id)))
      throw new Refusal("BAD_USER_INPUT", {
        reason: "compensation.evidenceUnknown",
        field: `${decisionField}.remedies.${index}.evidenceIds`,
      });
}
