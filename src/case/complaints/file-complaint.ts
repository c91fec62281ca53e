import { OrderPromise } from "../../market/orders/order-promise.entity";
import type { Order } from "../../market/orders/order.entity";
import { checkPromise } from "../../market/orders/order-record.pure";
import type { Tx } from "../../platform/database/tx";
import { FIRST_HASH } from "../../platform/database/event-hash";
import { addUp } from "../../platform/amounts";
import type { Actor } from "../../accounts/actor";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { HouseRules } from "../../house-rules/house-rules";
import { PromiseVersion } from "../../market/promises/promise-version.entity";
import { RoutingRules } from "../queues/routing-rules";
import { ON_FILE } from "./case-hooks";
import { startClocks, Timers } from "./case-clocks";
import { NEEDS_AMOUNT } from "./case-enums.types";
import { recordCaseEvent, type CaseResult } from "./case-file";
import { Breach, openKeyOf } from "./breach.entity";
import { Complaint } from "./complaint.entity";
import { CLOCKS_OF, type ComplaintStatus } from "./complaint.lifecycle";
import { isDecided } from "./finality.pure";
import { lockEarlierCases } from "./lock-earlier-cases";
import { readOrderRecord } from "./order-record.queries";
import { recordEntering } from "./stage-records";
import type { OpenComplaintInput } from "./complaint.types";
import type { Ordered } from "./ordered.queries";
import { fileableUntil, lastFileableUntil } from "./filing.pure";
import { SEVERITY_OF } from "./severity.table";

/** Opens a case about an order, for its consumer or for the platform on the consumer's behalf. */
export async function fileComplaint(
  tx: Tx,
  actor: Actor,
  { order, category }: Ordered,
  input: OpenComplaintInput,
  { status, ...opener }: { status: ComplaintStatus; openedBy?: "PLATFORM" },
): Promise<CaseResult> {
  const rules = await HouseRules.inForce(tx, tx.now);
  const versions = await frozenVersions(tx, order);
  refuseLate(tx, order, versions, input, rules);
  checkAmounts(input, order);
  const breaches = await brokenPromises(tx, order, versions, input);
  const anew = await decidedBefore(tx, order, breaches, input.newFacts);
  if (opener.openedBy !== "PLATFORM") {
    const about = { consumerId: order.consumerId, breachClass: input.breachClass };
    for (const mayRefuse of tx.hooked(ON_FILE)) await mayRefuse(tx, about);
  }

  const complaint = Object.assign(newComplaint(tx, order, input), anew);
  complaint.category = category;
  complaint.queue = (await RoutingRules.inForce(tx)).queueOf(complaint);
  complaint.enter(anew ? "SUBMITTED" : status, tx.now, null);
  const timers = new Timers(tx, complaint.id, [], rules);
  startClocks(timers, CLOCKS_OF[complaint.status], rules, tx.now);
  complaint.dueAt = timers.nextDue();
  tx.insert(Complaint, complaint);
  tx.insert(Breach, ...breaches.map((breach) => ({ ...breach, complaintId: complaint.id })));
  timers.save();
  recordEntering(tx, complaint, timers);
  recordCaseEvent(tx, complaint, actor, {
    type: "COMPLAINT_OPENED",
    data: {
      to: complaint.status,
      title: complaint.title,
      breaches: breaches.length,
      amountAtStake: complaint.amountAtStake,
      ...opener,
      ...anew,
    },
  });
  return { complaintId: complaint.id };
}

/** One order and promise is decided once. New facts go to a moderator at once, since there is nothing left to negotiate. */
async function decidedBefore(
  tx: Tx,
  order: Order,
  breaches: readonly Pick<Breach, "promiseId">[],
  newFacts: string | undefined | null,
): Promise<{ newFacts: string; decidedCaseId: string } | null> {
  const earlier = await lockEarlierCases(tx, order.id, breaches);
  // The unique key of the breaches refuses a second open case.
  if (earlier.some(({ status }) => status !== "CLOSED")) return null;
  const decided = earlier.filter(isDecided).at(-1);
  if (decided && newFacts) return { newFacts, decidedCaseId: decided.id };
  if (decided)
    throw new Refusal("ALREADY_DECIDED", {
      field: "input.breaches",
      existingId: decided.id,
      params: { id: decided.id },
    });
  if (newFacts) throw new Refusal("BAD_USER_INPUT", { reason: "newFacts.nothingDecided", field: "input.newFacts" });
  return null;
}

/** The order as a whole, when nothing of it can be complained about any more; otherwise the promise whose time is over. */
function refuseLate(tx: Tx, order: Order, versions: Versions, input: OpenComplaintInput, rules: HouseRules): void {
  const refuseAfter = (until: number, field: string): void => {
    if (tx.now <= until) return;
    throw new Refusal("TOO_LATE", { reason: "filingWindow", field, params: { until } });
  };
  refuseAfter(lastFileableUntil(order, [...versions.values()], rules), "input.orderId");
  input.breaches.forEach(({ promiseVersionId }, index) => {
    const version = versions.get(promiseVersionId);
    if (version) refuseAfter(fileableUntil(order, version, rules), `input.breaches.${index}.promiseVersionId`);
  });
}

function checkAmounts(input: OpenComplaintInput, order: Order): void {
  const tooMuch = (amount: number, field: string): void => {
    if (amount > order.priceAmount)
      throw new Refusal("BAD_USER_INPUT", {
        reason: "amount.aboveOrder",
        field,
        params: { most: { amount: order.priceAmount, currency: order.priceCurrency } },
      });
  };
  input.breaches.forEach(({ amount }, index) => tooMuch(amount, `input.breaches.${index}.amount`));
  if (input.demandAmount !== undefined && input.demandAmount !== null)
    tooMuch(input.demandAmount, "input.demandAmount");
  else if (NEEDS_AMOUNT.has(input.demandKind))
    throw new Refusal("BAD_USER_INPUT", { reason: "amount.needed", field: "input.demandAmount" });
}

type Versions = ReadonlyMap<string, PromiseVersion>;

/** The promises of the order, as they were when it was placed. */
async function frozenVersions(tx: Tx, order: Order): Promise<Versions> {
  const frozen = (await tx.find(OrderPromise, { orderId: order.id })).map(({ promiseVersionId }) => promiseVersionId);
  return new Map((await tx.find(PromiseVersion, { id: frozen })).map((version) => [version.id, version]));
}

async function brokenPromises(
  tx: Tx,
  order: Order,
  versions: Versions,
  input: OpenComplaintInput,
): Promise<Omit<Breach, "complaintId">[]> {
  const record = await readOrderRecord(
    tx,
    order,
    input.breaches.flatMap(({ promiseVersionId }) => versions.get(promiseVersionId)?.kind ?? []),
  );
  const seen = new Set<string>();
  return input.breaches.map((breach, index) => {
    const version = versions.get(breach.promiseVersionId);
    const field = `input.breaches.${index}.promiseVersionId`;
    if (!version) throw new Refusal("NOT_FOUND", { reason: "promiseNotOfOrder", field });
    if (seen.has(version.promiseId)) throw new Refusal("BAD_USER_INPUT", { reason: "promiseTwice", field });
    seen.add(version.promiseId);
    return {
      id: newId(Breach),
      promiseId: version.promiseId,
      promiseVersionId: version.id,
      kind: version.kind,
      expected: breach.expected,
      delivered: breach.delivered,
      amount: breach.amount,
      // A machine finding claimed by the client is not trusted: it is looked up again.
      machineFacts: checkPromise(record, version, tx.now),
      openKey: openKeyOf(order.id, version.promiseId),
    };
  });
}

function newComplaint(tx: Tx, order: Order, input: OpenComplaintInput): Complaint {
  return Object.assign(new Complaint(), {
    id: newId(Complaint),
    orderId: order.id,
    consumerId: order.consumerId,
    providerId: order.providerId,
    breachClass: input.breachClass,
    title: input.title,
    story: input.story,
    demandKind: input.demandKind,
    demandAmount: input.demandAmount ?? null,
    demandText: input.demandText ?? null,
    amountAtStake: addUp(input.breaches.map(({ amount }) => amount)),
    currency: order.priceCurrency,
    severity: SEVERITY_OF[input.breachClass],
    version: 1,
    round: 1,
    openedAt: tx.now,
    updatedAt: tx.now,
    lastWord: "CONSUMER",
    informationRequests: 0,
    evidenceRounds: 0,
    evidenceCount: 0,
    reopenedCount: 0,
    presumedBroken: false,
    leaseToken: 0,
    eventSeq: 0,
    eventHash: FIRST_HASH,
  } satisfies Partial<Complaint>);
}
