import { recordOnCase } from "../../case/complaints/case-file";
import { lockCase } from "../../case/complaints/lock-case";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { HouseRules } from "../../house-rules/house-rules";
import { Order } from "../../market/orders/order.entity";
import { basisFor } from "./basis-for.pure";
import { routesInForce } from "./outside-route.queries";
import { refuseOthersEvidence } from "./refuse-others-evidence";
import { Referral } from "./referral.entity";
import type { CreateReferralInput } from "./referral.types";
import { isOpen } from "./referral.lifecycle";
import { mayRefer } from "./referral.policy";

/**
 * Whether or not the body will accept it, and in any state of the case: by law it is the consumer's choice, so the lifecycle table does not
 * guard it. Whoever bought for a business has no such choice of what the law gives to consumers.
 */
export async function createReferral(
  tx: Tx,
  actor: Actor,
  input: CreateReferralInput,
): Promise<{ referralId: string }> {
  const { route } = input;
  const complaint = await lockCase(tx, actor, input.complaintId);
  if (!mayRefer(actor, complaint)) throw new Refusal("FORBIDDEN", { reason: "notYours" });
  const filedAt = input.filedAt ?? tx.now;
  if (filedAt > tx.now) throw new Refusal("BAD_USER_INPUT", { reason: "referral.inFuture", field: "input.filedAt" });
  await refuseMore(tx, complaint.id, route);
  if (input.evidenceId) await refuseOthersEvidence(tx, actor, complaint, input.evidenceId);
  const outsideRoute = (await routesInForce(tx, tx.now)).find((each) => each.route === route);
  if (!outsideRoute) throw new Error(`no external route ${route} in the catalogue`);
  const order = await tx.byId(Order, complaint.orderId);
  if (!order || !basisFor(outsideRoute, order.buyerKind))
    throw new Refusal("BAD_USER_INPUT", { reason: "outsideRoute.consumersOnly", field: "input.route" });
  const id = newId(Referral);
  tx.insert(Referral, {
    id,
    complaintId: complaint.id,
    outsideRouteId: outsideRoute.id,
    route,
    body: input.body || null,
    reference: input.reference || null,
    note: input.text || null,
    evidenceId: input.evidenceId ?? null,
    status: "FILED",
    filedAt,
    acceptedAt: null,
    statusAt: filedAt,
    result: null,
    outcome: null,
    reportedBy: "CONSUMER",
    createdAt: tx.now,
    updatedAt: tx.now,
    shownAt: null,
  });
  recordOnCase(tx, complaint, actor, {
    type: "REFERRAL_CREATED",
    audience: "CONSUMER_SIDE",
    data: { referralId: id, route, filedAt },
  });
  return { referralId: id };
}

/** One at a time on each route; after it has ended, another may be created. */
async function refuseMore(tx: Tx, complaintId: string, route: Referral["route"]): Promise<void> {
  const known = await tx.find(Referral, { complaintId });
  const open = known.find((referral) => referral.route === route && isOpen(referral.status));
  if (open) throw new Refusal("ALREADY_EXISTS", { reason: "referral.openAlready", existingId: open.id });
  const most = (await HouseRules.inForce(tx, tx.now)).number("referrals.perCase", "count");
  if (known.length >= most) throw new Refusal("LIMIT_REACHED", { reason: "referral.tooMany", params: { most } });
}
