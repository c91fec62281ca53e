import type { Actor } from "../../accounts/actor/actor";
import { dueOf } from "../../case/complaints/case-clocks";
import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import { Order } from "../../market/orders/order.entity";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { InterimMeasure } from "./interim-measure.entity";
import type { ImposeInterimMeasureInput } from "./interim.types";
import { refuseSecondInterim } from "./refuse-second-interim";

/** IMPOSE_INTERIM_MEASURE. One person asks; nothing acts before a second one confirms. */
export async function imposeInterimMeasure(
  tx: Tx,
  actor: Actor,
  input: ImposeInterimMeasureInput,
): Promise<CaseResult<"interimMeasureId">> {
  const caseFile = await CaseFile.open(tx, actor, input, "IMPOSE_INTERIM_MEASURE");
  const { complaint, rules, timers } = caseFile;
  const { kind, days, reason } = input;
  const most = rules.number("clock.INTERIM_END", "days");
  if (days < 1 || days > most)
    throw new Refusal("BAD_USER_INPUT", { reason: "interim.days", field: "input.days", params: { most } });
  const listingId = kind === "PAUSE_LISTING" ? await listingOf(tx, complaint.orderId) : null;
  await refuseSecondInterim(tx, complaint, listingId);
  const measure = Object.assign(new InterimMeasure(), {
    id: newId(InterimMeasure),
    complaintId: complaint.id,
    providerId: complaint.providerId,
    listingId,
    kind,
    days,
    status: "PROPOSED" as const,
    reason,
    proposedById: actor.accountId,
    proposedAt: tx.now,
    waitsSince: tx.now,
  });
  tx.insert(InterimMeasure, measure);
  timers.start("INTERIM_CONFIRMATION", tx.now, dueOf(rules, "INTERIM_CONFIRMATION", tx.now));
  const data = { interimId: measure.id, measure: kind, days };
  caseFile.apply({ type: "INTERIM_PROPOSED", audience: "STAFF", data });
  return { complaintId: complaint.id, interimMeasureId: measure.id };
}

async function listingOf(tx: Tx, orderId: string): Promise<string> {
  const order = await tx.byId(Order, orderId);
  if (!order) throw new Error(`order ${orderId} not found`);
  return order.listingId;
}
