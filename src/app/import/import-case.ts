import { Breach } from "../../case/complaints/breach.entity";
import { startClocks, Timers } from "../../case/complaints/case-clocks";
import { CLOCKS_OF } from "../../case/complaints/complaint.lifecycle";
import { numberCase } from "../../case/complaints/number-case";
import { recordEntering } from "../../case/complaints/stage-records";
import { Complaint } from "../../case/complaints/complaint.entity";
import { urgencyOf } from "../../case/complaints/urgency.pure";
import type { Order } from "../../market/orders/order.entity";
import type { PromiseVersion } from "../../market/promises/promise-version.entity";
import type { Tx } from "../../platform/database/tx";
import { FIRST_HASH } from "../../platform/database/event-hash";
import { newId } from "../../platform/ids";
import type { HouseRules } from "../../house-rules/house-rules";
import type { RoutingRules } from "../../case/queues/routing-rules";
import type { ImportedCase } from "./imported-case";
import { pastEvents, type PastEvent } from "./past-events";

/** The rules for clocks and queues. */
interface Rules {
  house: HouseRules;
  routing: RoutingRules;
}

/** Writes the case of an order that came in, with its history. Clocks of an open case start now, because the parties were not notified before. */
export function importCase(
  tx: Tx,
  one: ImportedCase,
  order: Order,
  version: PromiseVersion,
  /** Acts for the provider. */
  importerId: string,
  { house, routing }: Rules,
): void {
  const events = pastEvents(one, tx.now);
  const complaint = newComplaint(one, order, events);
  complaint.queue = routing.queueOf(complaint);
  if (complaint.status !== "CLOSED") {
    const timers = new Timers(tx, complaint.id, [], house, complaint.track);
    startClocks(timers, CLOCKS_OF[complaint.status], tx.now);
    if (one.missedAt !== null) timers.stop("FIRST_RESPONSE");
    complaint.dueAt = timers.nextDue();
    complaint.urgency = urgencyOf(complaint);
    tx.insert(Complaint, complaint);
    timers.save();
    recordEntering(tx, complaint, timers);
  } else tx.insert(Complaint, complaint);
  numberCase(tx, complaint);
  const breach = Object.assign(new Breach(), {
    id: newId(Breach),
    complaintId: complaint.id,
    promiseId: version.promiseId,
    promiseVersionId: version.id,
    kind: one.promise.kind,
    expected: one.promise.text,
    delivered: one.promise.issue,
    amount: one.amountAtStake,
    openKey: complaint.status === "CLOSED" ? null : `${order.id} ${version.promiseId}`,
  });
  tx.insert(Breach, breach);
  for (const row of [complaint, breach]) tx.commitTo(row);
  for (const event of events) record(tx, complaint, event, importerId);
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
    urgency: null,
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

function record(tx: Tx, complaint: Complaint, { type, by, at, data }: PastEvent, importerId: string): void {
  tx.record(complaint, {
    type,
    at,
    data,
    actorId: { CONSUMER: complaint.consumerId, PROVIDER: importerId, SYSTEM: null }[by],
    actorRole: by,
    topics: [`complaint:${complaint.id}`],
    lasting: [
      `cases:${complaint.consumerId}`,
      `cases:${complaint.providerId}`,
      ...(data.to === "SUBMITTED" ? ["queue"] : []),
    ],
    audience: "PARTIES",
  });
}
