import { Breach } from "../../case/complaints/breach.entity";
import { startClocks, Timers } from "../../case/complaints/case-clocks";
import { CLOCKS_OF } from "../../case/complaints/complaint.lifecycle";
import { numberCase } from "../../case/complaints/number-case";
import { recordEntering } from "../../case/complaints/stage-records";
import { Complaint } from "../../case/complaints/complaint.entity";
import type { Order } from "../../market/orders/order.entity";
import { createOrder } from "../../market/orders/create-order";
import type { Tx } from "../../platform/database/tx";
import { FIRST_HASH } from "../../platform/database/event-hash";
import { newId } from "../../platform/ids";
import { DAY } from "../../platform/time";
import type { HouseRules } from "../../house-rules/house-rules";
import type { RoutingRules } from "../../case/queues/routing-rules";
import type { Offer } from "./catalogue";
import type { ImportedCase } from "./imported-case";
import { pastEvents, type PastEvent } from "./past-events";

export interface People {
  consumerId: string;
  /** Acts for the provider. */
  importerId: string;
}

/** The rules for clocks and queues. */
interface Rules {
  house: HouseRules;
  routing: RoutingRules;
}

/** Writes one case with its order and its history. Clocks of an open case start now, because the parties were not notified before. */
export function importCase(tx: Tx, one: ImportedCase, offer: Offer, people: People, { house, routing }: Rules): void {
  const order = placeImportedOrder(tx, one, offer, people.consumerId);
  const events = pastEvents(one, tx.now);
  const complaint = newComplaint(one, order, events);
  complaint.queue = routing.queueOf(complaint);
  if (complaint.status !== "CLOSED") {
    const timers = new Timers(tx, complaint.id, [], house, complaint.track);
    startClocks(timers, CLOCKS_OF[complaint.status], tx.now);
    if (one.missedAt !== null) timers.stop("FIRST_RESPONSE");
    complaint.dueAt = timers.nextDue();
    tx.insert(Complaint, complaint);
    timers.save();
    recordEntering(tx, complaint, timers);
  } else tx.insert(Complaint, complaint);
  numberCase(tx, complaint);
  tx.insert(Breach, {
    id: newId(Breach),
    complaintId: complaint.id,
    promiseId: offer.promise.promiseId,
    promiseVersionId: offer.promise.versionId,
    kind: one.promise.kind,
    expected: one.promise.text,
    delivered: one.promise.issue,
    amount: one.amountAtStake,
    openKey: complaint.status === "CLOSED" ? null : `${order.id} ${offer.promise.promiseId}`,
  });
  for (const event of events) record(tx, complaint, event, people);
}

/** The price is unknown; the amount at stake is its lower bound, since no complaint may be about more than its order cost. */
function placeImportedOrder(
  tx: Tx,
  one: ImportedCase,
  { providerId, listingId, promise }: Offer,
  consumerId: string,
): Order {
  const placedAt = one.receivedAt - DAY;
  return createOrder(
    tx,
    {
      consumerId,
      providerId,
      listingId,
      title: one.listing.title,
      // The database imported from takes complaints of consumers only.
      buyerKind: "CONSUMER",
      priceAmount: one.amountAtStake,
      priceCurrency: "USD",
      status: "DELIVERED",
      placedAt,
      deliveredAt: placedAt,
    },
    [{ id: promise.versionId, digest: promise.digest }],
  );
}

function newComplaint(one: ImportedCase, order: Order, events: PastEvent[]): Complaint {
  const lastAt = events.at(-1)?.at ?? one.receivedAt;
  const complaint = Object.assign(new Complaint(), {
    id: newId(Complaint),
    number: null,
    externalId: one.sourceId,
    orderId: order.id,
    consumerId: order.consumerId,
    providerId: order.providerId,
    breachClass: "ORDINARY",
    title: one.title,
    story: one.story,
    demandKind: one.amountAtStake > 0 ? "REFUND_PART" : "REPERFORM",
    demandAmount: one.amountAtStake > 0 ? one.amountAtStake : null,
    demandText: null,
    track: "STANDARD",
    claimedInAll: null,
    amountAtStake: one.amountAtStake,
    currency: order.priceCurrency,
    severity: "L2",
    category: one.listing.category,
    version: events.length,
    round: 1,
    openedAt: one.receivedAt,
    updatedAt: lastAt,
    dueAt: null,
    providerFirstResponseAt: one.answeredAt,
    lastWord: one.ends.status === "CLOSED" ? "PROVIDER" : "CONSUMER",
    informationRequests: 0,
    evidenceRounds: 0,
    evidenceCount: 0,
    reopenedCount: 0,
    presumedBroken: false,
    leaseToken: 0,
    eventSeq: 0,
    eventHash: FIRST_HASH,
  } satisfies Partial<Complaint>);
  complaint.enter("NEGOTIATING", one.receivedAt, null);
  if (one.ends.status !== "NEGOTIATING")
    complaint.enter(one.ends.status, lastAt, one.ends.status === "CLOSED" ? one.ends.reason : null);
  return complaint;
}

function record(
  tx: Tx,
  complaint: Complaint,
  { type, by, at, data }: PastEvent,
  { consumerId, importerId }: People,
): void {
  tx.record(complaint, {
    type,
    at,
    data,
    actorId: { CONSUMER: consumerId, PROVIDER: importerId, SYSTEM: null }[by],
    actorRole: by,
    topics: [`complaint:${complaint.id}`, ...(data.to === "SUBMITTED" ? ["queue"] : [])],
    lasting: [`cases:${complaint.consumerId}`, `cases:${complaint.providerId}`],
    audience: "PARTIES",
  });
}
