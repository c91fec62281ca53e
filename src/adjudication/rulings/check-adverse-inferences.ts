import type { CaseFile } from "../../case/complaints/case-file";
import { CaseRequest } from "../../case/evidence/case-request.entity";
import { Refusal } from "../../platform/refusal";
import type { AdverseInferenceInput } from "./adverse-inference.types";

/** An inference may be drawn only from a request that was missed: an answer, however poor, is evidence like any other. One that had to be answered is not passed over. */
export async function checkAdverseInferences(
  { tx, complaint }: CaseFile,
  inferences: readonly AdverseInferenceInput[],
  decisionField: string,
): Promise<void> {
  const missed = (await tx.find(CaseRequest, { complaintId: complaint.id })).filter(
    ({ missedAt }) => missedAt !== null,
  );
  const seen = new Set<string>();
  for (const [index, { requestId }] of inferences.entries()) {
    const field = `${decisionField}.adverseInferences.${index}.requestId`;
    if (!missed.some(({ id }) => id === requestId))
      throw new Refusal("BAD_USER_INPUT", { reason: "ruling.requestNotMissed", field });
    if (seen.has(requestId)) throw new Refusal("BAD_USER_INPUT", { reason: "ruling.inferenceTwice", field });
    seen.add(requestId);
  }
  const passedOver = missed.some(({ id, mandatory }) => mandatory && !seen.has(id));
  if (passedOver)
    throw new Refusal("BAD_USER_INPUT", {
      reason: "ruling.missedRequestUnnamed",
      field: `${decisionField}.adverseInferences`,
    });
}
