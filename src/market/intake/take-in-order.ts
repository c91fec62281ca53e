import { Refusal } from "../../platform/refusal";
import { hasRight } from "../orders/buyer-right.pure";
import { makeOrder } from "../orders/make-order";
import { inForceAt } from "../promises/promise.queries";
import { orderTopics } from "../orders/order-topics";
import type { OrderRecordInput } from "./intake.types";
import type { RecordBatch, Taken } from "./record-batch";

/** An order that was placed elsewhere, with what was promised when it was. It never changes: what became of it are records of their own. */
export async function takeInOrder(batch: RecordBatch, record: OrderRecordInput): Promise<Taken> {
  const { tx, author } = batch;
  const { externalId, price } = record;
  const buyerKind = record.buyerKind ?? "CONSUMER";
  const consumerId = batch.person(record.person, "order.person");
  const listing = batch.listing(record.listing, "order.listing");
  const placedAt = batch.past(record.placedAt, "order.placedAt");
  const said = {
    ...{ consumerId, listingId: listing.id, buyerKind, placedAt },
    ...{ priceAmount: price.amount, priceCurrency: price.currency },
  };
  if (batch.find("ORDER", externalId)) {
    const known = batch.order(externalId, "order.externalId");
    // The same in other words: what may be left out is said.
    const isSame = (Object.keys(said) as (keyof typeof said)[]).every((property) => said[property] === known[property]);
    if (isSame) return { outcome: "UNCHANGED", id: known.id, own: true };
    throw new Refusal("BAD_USER_INPUT", { reason: "intake.orderStays", field: "order.externalId" });
  }
  const ofPlatform = (await batch.ofPlatform(placedAt)).filter(
    ({ platformPromise }) => platformPromise !== "LAWFUL_RETURN" || hasRight(batch.rules, buyerKind, "LAWFUL_RETURN"),
  );
  const versions = [...inForceAt(await batch.pastVersions(listing), listing, placedAt), ...ofPlatform];
  const { providerId, title } = listing;
  const listingVersion = await batch.versionAt(listing, placedAt);
  const made = makeOrder(
    tx,
    { ...said, ...{ externalNumber: externalId, providerId, listingVersion, title } },
    versions,
  );
  const { order } = made;
  tx.record(batch.providerById(providerId), {
    type: "ORDER_PLACED",
    ...author,
    topics: orderTopics(order),
    audience: "PARTIES",
    data: { orderId: order.id, consumerId, listingId: listing.id, promises: versions.length, buyerKind },
  });
  batch.placed(made);
  return { outcome: "CREATED", id: order.id, own: true };
}
