import type { Actor } from "../../accounts/actor/actor";
import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import { Provider } from "../../market/providers/provider.entity";
import type { Tx } from "../../platform/database/tx";
import { DAY } from "../../platform/time";
import { writeEnd } from "./end-interim";
import { InterimMeasure } from "./interim-measure.entity";
import type { ConfirmInterimMeasureInput } from "./interim.types";
import { refuseSecondInterim } from "./refuse-second-interim";

/** CONFIRM_INTERIM_MEASURE. Acts from now on; if it renews another, in its place. */
export async function confirmInterimMeasure(
  tx: Tx,
  actor: Actor,
  input: ConfirmInterimMeasureInput,
): Promise<CaseResult<"interimMeasureId">> {
  const caseFile = await CaseFile.open(tx, actor, input, "CONFIRM_INTERIM_MEASURE");
  const { complaint, facts, timers } = caseFile;
  const { proposed, acting } = facts.interim;
  // Orders check under this lock what they may, so they either see the measure or happened before it.
  tx.lockAll(Provider, [complaint.providerId]);
  const measure = await tx.byId(InterimMeasure, proposed?.id ?? null);
  if (!measure) throw new Error(`the interim measure proposed in ${complaint.id} not found`);
  const { id: interimId, kind, listingId } = measure;
  await refuseSecondInterim(tx, complaint, listingId);
  if (acting) writeEnd(tx, acting.id, "RENEWED");
  const [startsAt, endsAt] = [tx.now, tx.now + measure.days * DAY];
  tx.change(measure, {
    status: "ACTING",
    confirmedById: actor.accountId,
    startsAt,
    endsAt,
    renewsId: acting?.id ?? null,
    waitsSince: null,
  });
  timers.stop("INTERIM_CONFIRMATION");
  timers.stop("INTERIM_REVIEW");
  timers.start("INTERIM_END", tx.now, endsAt);
  caseFile.apply({
    type: "INTERIM_IMPOSED",
    audience: "PROVIDER_SIDE",
    data: { interimId, measure: kind, listingId, startsAt, endsAt, renews: acting?.id ?? null },
  });
  return { complaintId: complaint.id, interimMeasureId: measure.id };
}
