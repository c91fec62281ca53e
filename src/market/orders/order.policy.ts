import type { Listing } from "../listings/listing.entity";
import { canSell } from "../listings/listing.pure";
import type { Restrictions } from "../listings/restrictions";
import { hasRole, isMemberOf, isStaff, type Actor } from "../../accounts/actor/actor";
import type { Obstacle } from "../../platform/refusal";
import type { ProviderStatus } from "../providers/provider-status.types";
import { ORDER_LIFECYCLE } from "./order.lifecycle";
import type { Order } from "./order.entity";
import type { OrderAction } from "./order-status.types";

const isConsumerOf = (actor: Actor | null, order: Order): boolean => actor?.accountId === order.consumerId;

export const maySeeOrder = (actor: Actor | null, order: Order): boolean =>
  isConsumerOf(actor, order) || isMemberOf(actor, order.providerId) || isStaff(actor);

export const maySeeOrdersOf = (actor: Actor | null, providerId: string): boolean =>
  isMemberOf(actor, providerId) || isStaff(actor);

/** Whether the action is this person's at all, possible now or not. */
export const concerns = (action: OrderAction, actor: Actor | null, order: Order): boolean =>
  ORDER_LIFECYCLE[action].by === "CONSUMER" ? isConsumerOf(actor, order) : isMemberOf(actor, order.providerId);

/** `mostReports`: how many times a consumer may report that an order did not arrive. */
export function whyNotMove(
  action: OrderAction,
  actor: Actor | null,
  order: Order,
  mostReports: number,
): Obstacle | null {
  const { by, from } = ORDER_LIFECYCLE[action];
  if (!concerns(action, actor, order))
    return { code: "FORBIDDEN", reason: `order.onlyBy${by === "CONSUMER" ? "Consumer" : "Provider"}` };
  if (order.status !== from)
    return { code: "NOT_IN_THIS_STATE", reason: "order.status", params: { status: order.status } };
  if (action === "REPORT_NOT_RECEIVED" && order.notReceivedReports >= mostReports)
    return { code: "LIMIT_REACHED", reason: "order.notReceivedTimes", params: { times: mostReports } };
  return null;
}

/** Why this person may not order it at its present price; asked by `placeOrder` and by `Listing.orderUnavailableBecause`. */
export function whyNotOrder(
  actor: Actor | null,
  listing: Pick<Listing, "id" | "providerId" | "status">,
  providerStatus: ProviderStatus,
  restrictions: Restrictions,
): Obstacle | null {
  if (!actor) return { code: "UNAUTHENTICATED" };
  if (!hasRole(actor, "CONSUMER")) return { code: "FORBIDDEN", reason: "role" };
  if (isMemberOf(actor, listing.providerId)) return { code: "CONFLICT_OF_INTEREST", reason: "order.ownListing" };
  if (listing.status !== "LISTED") return { code: "LISTING_UNAVAILABLE", reason: "listing.notListed" };
  if (!canSell(providerStatus)) return { code: "LISTING_UNAVAILABLE", reason: "listing.providerNotActive" };
  return restrictions.whyNotSell(listing.id);
}
