import type { Listing } from "../listings/listing.entity";
import { listingPolicy } from "../listings/listing.policy";
import type { Restrictions } from "../listings/restrictions";
import { hasRole, isMemberOf, isStaff, type Actor } from "../../accounts/actor";
import type { Obstacle } from "../../platform/refusal";
import type { ProviderStatus } from "../providers/provider-status.types";
import { ORDER_LIFECYCLE } from "./order.lifecycle";
import type { Order } from "./order.entity";
import type { OrderAction } from "./order-status.types";

const isConsumerOf = (actor: Actor | null, order: Order): boolean => actor?.accountId === order.consumerId;

export const orderPolicy = {
  see: (actor: Actor | null, order: Order): boolean =>
    isConsumerOf(actor, order) || isMemberOf(actor, order.providerId) || isStaff(actor),
  seeAllOf: (actor: Actor | null, providerId: string): boolean => isMemberOf(actor, providerId) || isStaff(actor),
  /** Whether it is this person's action at all, whatever the order's status. */
  mayEver: (actor: Actor | null, order: Order, action: OrderAction): boolean =>
    ORDER_LIFECYCLE[action].by === "CONSUMER" ? isConsumerOf(actor, order) : isMemberOf(actor, order.providerId),
  mayNow: (actor: Actor | null, order: Order, action: OrderAction): boolean =>
    orderPolicy.mayEver(actor, order, action) && ORDER_LIFECYCLE[action].from === order.status,
  /** At the present price; asked by `placeOrder` and by `Listing.orderUnavailableBecause`. */
  whyNotPlace: (
    actor: Actor | null,
    listing: Pick<Listing, "id" | "providerId" | "status">,
    providerStatus: ProviderStatus,
    restrictions: Restrictions,
  ): Obstacle | null => {
    if (!actor) return { code: "UNAUTHENTICATED" };
    if (!hasRole(actor, "CONSUMER")) return { code: "FORBIDDEN", reason: "role" };
    if (isMemberOf(actor, listing.providerId)) return { code: "CONFLICT_OF_INTEREST", reason: "order.ownListing" };
    if (listing.status !== "LISTED") return { code: "LISTING_UNAVAILABLE", reason: "listing.notListed" };
    if (!listingPolicy.sell(providerStatus))
      return { code: "LISTING_UNAVAILABLE", reason: "listing.providerNotActive" };
    return restrictions.whyNotSell(listing.id);
  },
  availableActions: (actor: Actor | null, order: Order): OrderAction[] =>
    (Object.keys(ORDER_LIFECYCLE) as OrderAction[]).filter((action) => orderPolicy.mayNow(actor, order, action)),
};
