import type { Actor } from "../../accounts/actor/actor";
import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import { DAY } from "../../platform/time";
import { actingInterim } from "./acting-interim";
import { endInterim } from "./end-interim";
import type { DecideInterimReviewInput } from "./interim.types";

/** DECIDE_INTERIM_REVIEW. By a lead who neither asked for the measure nor confirmed it. */
export async function decideInterimReview(
  tx: Tx,
  actor: Actor,
  input: DecideInterimReviewInput,
): Promise<CaseResult<"interimMeasureId">> {
  const caseFile = await CaseFile.open(tx, actor, input, "DECIDE_INTERIM_REVIEW");
  const { complaint, timers } = caseFile;
  const { lift, reason } = input;
  const measure = await actingInterim(caseFile);
  timers.stop("INTERIM_REVIEW");
  tx.change(measure, {
    reviewDecidedById: actor.accountId,
    reviewDecidedAt: tx.now,
    reviewReason: reason,
    waitsSince: null,
    endsAt: (measure.startsAt ?? 0) + measure.days * DAY,
  });
  if (lift) endInterim(caseFile, "REVIEW");
  const data = { interimId: measure.id, outcome: lift ? ("LIFTED" as const) : ("KEPT" as const) };
  caseFile.apply({ type: "INTERIM_REVIEW_DECIDED", audience: "PROVIDER_SIDE", data });
  return { complaintId: complaint.id, interimMeasureId: measure.id };
}
