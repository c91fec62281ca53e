import { isPlatform } from "../../accounts/account/platform-account";
import { Provider } from "../../market/providers/provider.entity";
import { Order } from "../../market/orders/order.entity";
import { checkPromise } from "../../market/orders/order-record.pure";
import type { Tx } from "../../platform/database/tx";
import { FIRST_HASH } from "../../platform/database/event-hash";
import { sql } from "../../platform/database/sql";
import { addUp } from "../../platform/amounts";
import type { Actor } from "../../accounts/actor/actor";
import { newId } from "../../platform/ids";
import { Problems } from "../../platform/problems";
import { Refusal } from "../../platform/refusal";
import { HouseRules } from "../../house-rules/house-rules";
import type { PromiseVersion } from "../../market/promises/promise-version.entity";
import { readAlleged, type Alleged } from "./alleged.queries";
import { RoutingRules } from "../queues/routing-rules";
import { ON_FILE } from "./case-hooks";
import { startClocks, Timers } from "./case-clocks";
import { caseNumber } from "./case-number.pure";
import { claimCompensation } from "./claim-compensation";
import { claimOf, mostPromised, type Claim } from "./claim.pure";
import { NEEDS_AMOUNT } from "./case-enums.types";
import { recordCaseEvent, type CaseResult } from "./case-file";
import { Breach, openKeyOf } from "./breach.entity";
import { checkBasis, isOpenTo, mostOn, notOpen } from "./compensation.pure";
import { Complaint } from "./complaint.entity";
import { CLOCKS_OF, type ComplaintStatus } from "./complaint.lifecycle";
import { isDecided } from "./finality.pure";
import { isOrderPaid } from "./paid-order.queries";
import { lockEarlierCases } from "./lock-earlier-cases";
import { numberCase } from "./number-case";
import { toOrderRecord, type Asked } from "./order-record.pure";
import { recordEntering } from "./stage-records";
import type { BreachInput, OpenComplaintInput } from "./complaint.types";
import type { Ordered } from "./ordered.queries";
import { fileableUntil, lastFileableUntil } from "./filing.pure";
import { SEVERITY_OF } from "./severity.table";
import { claimedInAll, trackReason, type Demand } from "./track.pure";
import { fastMostAt } from "./track.queries";
import { urgencyOf } from "./urgency.pure";

/** Opens a case about an order, for its consumer or for the platform on the consumer's behalf. */
export async function fileComplaint(
  tx: Tx,
  actor: Actor,
  { order, category, versions, cases, lastCaseAt }: Omit<Ordered, "isBarred">,
  input: OpenComplaintInput,
  { status, ...opener }: { status: ComplaintStatus; openedBy?: "PLATFORM" },
): Promise<CaseResult> {
  const rules = await HouseRules.inForce(tx, tx.now);
  const alleged = await readAlleged(tx, actor, { order, versions }, input);
  refuseLate(tx, order, alleged, { rules, lastCaseAt });
  const problems = new Problems();
  const promises = promisesOf(problems, alleged);
  checkAmounts(problems, alleged.breaches, order);
  checkDemand(problems, input, order, alleged, { rules, rulesThen: await HouseRules.inForce(tx, order.placedAt) });
  problems.throwAll();
  const anew = await decidedBefore(tx, order, promises, { cases, newFacts: input.newFacts });
  // The case will refer to it: commands lock a provider before an account.
  tx.hold(Provider, order.providerId);
  const about = { consumerId: order.consumerId, breachClass: input.breachClass };
  const refusing = opener.openedBy === "PLATFORM" ? [] : tx.hooked(ON_FILE).map((mayRefuse) => mayRefuse(tx, about));
  const [others] = await Promise.all([lockCases(tx, order), ...refusing]);
  const breaches = brokenPromises(tx, order, promises, others);
  const complaint = Object.assign(newComplaint(tx, order, input, breaches), anew);
  complaint.category = category;
  complaint.queue = (await RoutingRules.inForce(tx)).queueOf(complaint);
  await chooseTrack(tx, complaint, order, others);
  complaint.enter(anew ? "SUBMITTED" : status, tx.now, null);
  const timers = new Timers(tx, complaint.id, [], rules, complaint.track);
  startClocks(timers, CLOCKS_OF[complaint.status], tx.now);
  const claim = complaint.status === "NEGOTIATING" ? readClaim(input, order, alleged, breaches) : null;
  complaint.claimAmount = claim?.amount ?? null;
  const promiseIds = breaches.map(({ promiseId }) => promiseId);
  const isDue = claim?.isCertain === true && (await isOrderPaid(tx, order.id, promiseIds));
  const claimedUntil = isDue ? claimCompensation(timers, rules, tx.now) : null;
  complaint.dueAt = timers.nextDue();
  complaint.urgency = urgencyOf(complaint);
  const broken = breaches.map((breach) => Object.assign(new Breach(), { ...breach, complaintId: complaint.id }));
  // They are written after it.
  for (const row of [complaint, ...broken]) tx.commitTo(row);
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
  if (claim && claimedUntil !== null) {
    const data = { amount: claim.amount, currency: complaint.currency, dueAt: claimedUntil };
    recordCaseEvent(tx, complaint, null, { type: "COMPENSATION_CLAIMED", data });
  }
  // With the hash of its first events, which need no row.
  tx.insert(Complaint, complaint);
  numberCase(tx, complaint);
  tx.insert(Breach, ...broken);
  timers.save();
  recordEntering(tx, complaint, timers);
  return { complaintId: complaint.id };
}

const readClaim = (
  input: OpenComplaintInput,
  order: Order,
  { versions }: Alleged,
  breaches: readonly Pick<Breach, "promiseVersionId" | "machineFacts">[],
): Claim | null =>
  claimOf(
    input,
    breaches.map(({ promiseVersionId, machineFacts }) => ({
      terms: versions.get(promiseVersionId)?.terms ?? {},
      facts: machineFacts,
    })),
    order,
  );

/** What of the order's other cases is needed. */
type Other = Asked & Demand;

/** The order's cases so far, with the order locked: of two cases opened at once the second sees the first. None of what nobody ordered. */
async function lockCases(tx: Tx, order: Order): Promise<Other[]> {
  if (isPlatform(order.consumerId)) return [];
  tx.lockAll(Order, [order.id]);
  return tx.query<Other>(
    sql`SELECT opened_at AS openedAt, provider_first_response_at AS providerFirstResponseAt, provider_refused_at AS providerRefusedAt,
         status, demand_kind AS demandKind, demand_amount AS demandAmount FROM complaint WHERE order_id = ${order.id}`,
  );
}

/**
 * What the order's cases claim together decides, closed ones included, so that a claim is not split to stay small. What the platform finds
 * is no claim.
 */
async function chooseTrack(tx: Tx, complaint: Complaint, order: Order, others: readonly Other[]): Promise<void> {
  if (isPlatform(complaint.consumerId)) return;
  complaint.claimedInAll = claimedInAll([...others, complaint], order.priceAmount);
  const most = await fastMostAt(tx, tx.now, order.priceCurrency);
  if (trackReason(complaint, most) === "SMALL") complaint.track = "FAST";
}

/** One order and promise is decided once. New facts go to a moderator at once, since there is nothing left to negotiate. */
async function decidedBefore(
  tx: Tx,
  order: Order,
  promises: Promised,
  { cases, newFacts }: { cases: number; newFacts: string | undefined | null },
): Promise<{ newFacts: string; decidedCaseId: string } | null> {
  const broken = promises.map(({ version }) => version);
  const earlier = cases === 0 ? [] : await lockEarlierCases(tx, order.id, broken);
  // The unique key of the breaches refuses a second open case.
  if (earlier.some(({ status }) => status !== "CLOSED")) return null;
  const decided = earlier.filter(isDecided).at(-1);
  if (decided && newFacts) return { newFacts, decidedCaseId: decided.id };
  if (decided)
    throw new Refusal("ALREADY_DECIDED", {
      field: "input.breaches",
      existingId: decided.id,
      params: { number: caseNumber(decided) },
    });
  if (newFacts) throw new Refusal("BAD_USER_INPUT", { reason: "newFacts.nothingDecided", field: "input.newFacts" });
  return null;
}

/** The order as a whole, when nothing of it can be complained about any more; otherwise the promise whose time is over. */
function refuseLate(
  tx: Tx,
  order: Order,
  { versions, breaches }: Alleged,
  { rules, lastCaseAt }: { rules: HouseRules; lastCaseAt: number | null },
): void {
  const refuseAfter = (until: number, field: string): void => {
    if (tx.now < until) return;
    throw new Refusal("TOO_LATE", { reason: "filingWindow", field, params: { until } });
  };
  refuseAfter(lastFileableUntil(order, [...versions.values()], rules, lastCaseAt), "input.orderId");
  breaches.forEach(({ promiseVersionId }, index) => {
    const version = versions.get(promiseVersionId);
    if (version)
      refuseAfter(fileableUntil(order, version, rules, lastCaseAt), `input.breaches.${index}.promiseVersionId`);
  });
}

function checkAmounts(
  problems: Problems,
  breaches: Alleged["breaches"],
  { priceAmount, priceCurrency: currency }: Order,
): void {
  breaches.forEach(({ amount }, index) => {
    if (amount > priceAmount)
      problems.wrong("amount.aboveOrder", `input.breaches.${index}.amount`, {
        most: { amount: priceAmount, currency },
      });
  });
}

/** No more than the price, or than the basis allows; and what a basis rests on is named. */
function checkDemand(
  problems: Problems,
  input: OpenComplaintInput,
  order: Order,
  { versions, breaches }: Alleged,
  { rules, rulesThen }: { rules: HouseRules; rulesThen: HouseRules },
): void {
  const { demandKind: kind, demandAmount: amount = null, demandBasis: basis = null, demandText } = input;
  problems.check(() => checkBasis({ kind, basis }, "input.demandBasis"));
  if (basis && !isOpenTo(rulesThen, order.buyerKind, basis)) problems.add(notOpen("input.demandBasis"));
  if (!amount && (basis || (amount === null && NEEDS_AMOUNT.has(kind))))
    problems.wrong("amount.needed", "input.demandAmount");
  const [limit = {}] = basis ? rules.family(`compensation.${basis}`) : [];
  const most = basis ? mostOn(limit, order.priceAmount, order.priceCurrency) : order.priceAmount;
  if (amount !== null && amount > most)
    problems.wrong(basis ? "compensation.aboveLimit" : "amount.aboveOrder", "input.demandAmount", {
      most: { amount: most, currency: order.priceCurrency },
    });
  if (basis === "PROMISED") {
    const isOwn = ({ promiseVersionId }: BreachInput): boolean => !versions.get(promiseVersionId)?.platformPromise;
    if (!breaches.some(isOwn)) problems.wrong("compensation.promiseNeeded", "input.demandBasis");
    const terms = breaches.filter(isOwn).map(({ promiseVersionId }) => versions.get(promiseVersionId)?.terms ?? {});
    const promised = mostPromised(terms, order);
    if (promised !== null && (amount ?? 0) > promised)
      problems.wrong("compensation.aboveLimit", "input.demandAmount", {
        most: { amount: promised, currency: order.priceCurrency },
      });
  } else if (basis && !demandText) problems.wrong("compensation.wordsNeeded", "input.demandText");
}

type Promised = readonly { breach: BreachInput; version: PromiseVersion }[];

/** The promises that are said to be broken. */
function promisesOf(problems: Problems, { versions, breaches }: Alleged): Promised {
  const seen = new Set<string>();
  return breaches.flatMap((breach, index) => {
    const version = versions.get(breach.promiseVersionId);
    const field = `input.breaches.${index}.promiseVersionId`;
    if (!version) problems.wrong("promiseNotOfOrder", field, {}, "NOT_FOUND");
    else if (seen.has(version.promiseId)) problems.wrong("promiseTwice", field);
    else seen.add(version.promiseId);
    return version ? { breach, version } : [];
  });
}

function brokenPromises(
  tx: Tx,
  order: Order,
  promises: Promised,
  others: readonly Other[],
): Omit<Breach, "complaintId">[] {
  const record = toOrderRecord(order, others);
  return promises.map(({ breach, version }) => ({
    id: newId(Breach),
    promiseId: version.promiseId,
    promiseVersionId: version.id,
    kind: version.kind,
    expected: breach.expected ?? version.text,
    delivered: breach.delivered,
    amount: breach.amount,
    // A machine finding claimed by the client is not trusted: it is looked up again. Of what nobody ordered there is no record.
    machineFacts: isPlatform(order.consumerId) ? null : checkPromise(record, version, tx.now),
    openKey: openKeyOf(order.id, version.promiseId),
  }));
}

function newComplaint(
  tx: Tx,
  order: Order,
  input: OpenComplaintInput,
  breaches: readonly Pick<Breach, "amount">[],
): Complaint {
  return Object.assign(new Complaint(), {
    id: newId(Complaint),
    number: null,
    externalId: null,
    orderId: order.id,
    consumerId: order.consumerId,
    providerId: order.providerId,
    breachClass: input.breachClass,
    title: input.title,
    story: input.story,
    demandKind: input.demandKind,
    demandAmount: input.demandAmount ?? null,
    demandBasis: input.demandBasis ?? null,
    claimAmount: null,
    demandText: input.demandText ?? null,
    track: "STANDARD",
    claimedInAll: null,
    amountAtStake: addUp(breaches.map(({ amount }) => amount)),
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
