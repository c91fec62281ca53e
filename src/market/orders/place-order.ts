import { lockListing, type LockedListing } from "../listings/lock-listing";
import { restrictionsOf } from "../listings/restrictions";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { platformVersionsInForce, versionsInForce } from "../promises/promise.queries";
import { PromiseVersion } from "../promises/promise-version.entity";
import { HouseRules } from "../../house-rules/house-rules";
import { hasRight } from "./buyer-right.pure";
import { createOrder } from "./create-order";
import type { Order } from "./order.entity";
import type { PlaceOrderInput } from "./order.types";
import { whyNotOrder } from "./order.policy";

/**
 * A consumer orders a listing. Every promise in force is frozen into the order, the platform's own, too, in this one transaction; the provider's lock
 * keeps a publication from slipping between the reading and the writing.
 */
export async function placeOrder(tx: Tx, actor: Actor, input: PlaceOrderInput): Promise<Order> {
  const { provider, listing } = await lockListing(tx, actor, input.listingId);
  const restrictions = await restrictionsOf(tx, provider.id, tx.now);
  const obstacle = whyNotOrder(actor, listing, provider.status, restrictions);
  if (obstacle) throw new Refusal(obstacle.code, { ...obstacle, field: "input.listingId" });
  refuseOtherPrice({ provider, listing }, input);

  const buyerKind = input.buyerKind ?? "CONSUMER";
  const mayReturn = hasRight(await HouseRules.inForce(tx, tx.now), buyerKind, "LAWFUL_RETURN");
  const ofPlatform = (await platformVersionsInForce(tx, tx.now)).filter(
    ({ platformPromise }) => platformPromise !== "LAWFUL_RETURN" || mayReturn,
  );
  const promised = await versionsInForce(tx, listing);
  refuseOtherPromises(promised, input);
  const versions = [...promised, ...ofPlatform];
  const { id, version: listingVersion, providerId, title, priceAmount, priceCurrency } = listing;
  const ordered = { listingId: id, listingVersion, providerId, title, priceAmount, priceCurrency };
  const order = createOrder(tx, { ...ordered, consumerId: actor.accountId, buyerKind }, versions);
  tx.record(provider, {
    type: "ORDER_PLACED",
    actorId: actor.accountId,
    actorRole: "CONSUMER",
    topics: [`orders:${provider.id}`, `orders:${actor.accountId}`],
    audience: "PARTIES",
    data: { orderId: order.id, consumerId: actor.accountId, listingId: id, promises: versions.length, buyerKind },
  });
  return order;
}

function refuseOtherPrice({ listing }: LockedListing, { expectedPrice }: PlaceOrderInput): void {
  if (
    !expectedPrice ||
    (expectedPrice.amount === listing.priceAmount && expectedPrice.currency === listing.priceCurrency)
  )
    return;
  const params = { price: { amount: listing.priceAmount, currency: listing.priceCurrency } };
  throw new Refusal("STALE_VERSION", { reason: "order.priceChanged", field: "input.expectedPrice", params });
}

function refuseOtherPromises(
  promised: readonly PromiseVersion[],
  { expectedPromises: expected }: PlaceOrderInput,
): void {
  if (!expected) return;
  const other = expected.findIndex((id) => !isIdOf(PromiseVersion, id));
  if (other >= 0) throw new Refusal("NOT_FOUND", { field: `input.expectedPromises.${other}` });
  const seen = new Set(expected);
  if (seen.size === promised.length && promised.every(({ id }) => seen.has(id))) return;
  throw new Refusal("STALE_VERSION", { reason: "order.promisesChanged", field: "input.expectedPromises" });
}
