import type { Complaint } from "../../case/complaints/complaint.entity";
import { findVisibleComplaint, readComplaint } from "../../case/complaints/complaint.queries";
import { readerOf } from "../../case/complaints/complaint.policy";
import type { Context } from "../../platform/graphql/context";
import { unavailableBecause } from "../../platform/graphql/unavailable-because";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { Order } from "../../market/orders/order.entity";
import { basisFor } from "./basis-for.pure";
import { obstacle, openUntil } from "./entry.pure";
import type { OutsideRouteChoice } from "./outside-route-choice.types";
import { routesInForce } from "./outside-route.queries";
import { Referral } from "./referral.entity";
import { maySeeReferral, maySeeWhole } from "./referral.policy";

export async function findReferral(ctx: Context, id: string): Promise<Referral | null> {
  const referral = isIdOf(Referral, id) ? await ctx.loaders.byId(Referral, id) : null;
  const complaint = referral && (await findVisibleComplaint(ctx, referral.complaintId));
  return complaint && maySeeReferral(readerOf(ctx.actor, complaint), referral) ? referral : null;
}

export async function referralsOf(ctx: Context, complaint: Complaint): Promise<Referral[]> {
  const reader = readerOf(ctx.actor, complaint);
  const all = await ctx.loaders.manyBy(Referral, "complaintId", complaint.id);
  return all.filter((referral) => maySeeReferral(reader, referral));
}

/** Whether the viewer may also read what the provider does not need. */
export async function maySeeWholeReferral(ctx: Context, { complaintId }: Referral): Promise<boolean> {
  const complaint = await findVisibleComplaint(ctx, complaintId);
  return complaint !== null && maySeeWhole(readerOf(ctx.actor, complaint));
}

/** Every route of the catalogue that such a buyer has, with the obstacles for this case; for the consumer and the staff who advise them. */
export async function choicesFor(ctx: Context, complaintId: string): Promise<OutsideRouteChoice[]> {
  const complaint = await readComplaint(ctx, complaintId, "complaintId");
  if (!maySeeWhole(readerOf(ctx.actor, complaint))) throw new Refusal("FORBIDDEN", { reason: "notYours" });
  const now = ctx.now();
  const referrals = await ctx.loaders.manyBy(Referral, "complaintId", complaint.id);
  const order = await ctx.loaders.byId(Order, complaint.orderId);
  if (!order) throw new Error(`a foreign key of ${complaint.id} has no target`);
  return (await routesInForce(ctx.db, now)).flatMap((route) => {
    const legalBasis = basisFor(route, order.buyerKind);
    if (!legalBasis) return [];
    const refused = obstacle(route.conditions, { ...pickDispute(complaint), referrals }, now);
    return {
      route,
      legalBasis,
      openUntil: openUntil(route.conditions, complaint),
      referral: referrals.filter((referral) => referral.route === route.route).at(-1) ?? null,
      unavailableBecause: unavailableBecause(ctx, refused),
    };
  });
}

const pickDispute = ({ status, openedAt, amountAtStake, currency }: Complaint) => ({
  status,
  openedAt,
  amountAtStake,
  currency,
});
