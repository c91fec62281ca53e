import type { Actor } from "../../accounts/actor/actor";
import { dueOf } from "../../case/complaints/case-clocks";
import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import { actingInterim } from "./acting-interim";
import type { RequestInterimReviewInput } from "./interim.types";

/** REQUEST_INTERIM_REVIEW. From now on the measure ends by its dates when the review is due; only a decision gives it its own end back. */
export async function requestInterimReview(
  tx: Tx,
  actor: Actor,
  input: RequestInterimReviewInput,
): Promise<CaseResult<"interimMeasureId">> {
  const caseFile = await CaseFile.open(tx, actor, input, "REQUEST_INTERIM_REVIEW");
  const { complaint, rules, timers } = caseFile;
  const measure = await actingInterim(caseFile);
  const decisionDueAt = Math.min(measure.endsAt ?? 0, dueOf(rules, "INTERIM_REVIEW", tx.now));
  // At its own end it ends by time: nobody was late.
  if (decisionDueAt < (measure.endsAt ?? 0)) timers.start("INTERIM_REVIEW", tx.now, decisionDueAt);
  tx.change(measure, { reviewText: input.text, reviewAskedAt: tx.now, waitsSince: tx.now, endsAt: decisionDueAt });
  caseFile.apply({
    type: "INTERIM_REVIEW_REQUESTED",
    audience: "PROVIDER_SIDE",
    data: { interimId: measure.id, decisionDueAt },
  });
  return { complaintId: complaint.id, interimMeasureId: measure.id };
}
