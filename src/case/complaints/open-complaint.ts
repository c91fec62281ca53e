import { Field, ID, InputType } from "type-graphql";
import { isBarred } from "../../market/listings/restrictions";
import { OrderPromise } from "../../market/orders/order-promise.entity";
import { Order } from "../../market/orders/order.entity";
import { checkPromise } from "../../market/orders/order-record.pure";
import { UniqueViolation } from "../../platform/database/faults";
import type { Database } from "../../platform/database/database";
import type { Row } from "../../platform/database/reader";
import type { Tx } from "../../platform/database/tx";
import { FIRST_HASH } from "../../platform/database/event-hash";
import { MutationInput } from "../../platform/graphql/idempotency";
import { addUp } from "../../platform/amounts";
import { AmountField } from "../../platform/graphql/money";
import { ListOf, TextField } from "../../platform/graphql/text-field";
import type { Actor } from "../../accounts/actor";
import { isIdOf, newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { DAY } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import { PromiseVersion } from "../../market/promises/promise-version.entity";
import { RoutingRules } from "../queues/routing-rules";
import { startClocks, Timers } from "./case-clocks";
import { BreachClassEnum, NEEDS_AMOUNT, RemedyKindEnum, type RemedyKind, type Severity } from "./case-enums.types";
import { recordCaseEvent, type CaseResult } from "./case-file";
import { Breach, openKeyOf } from "./breach.entity";
import { Complaint } from "./complaint.entity";
import { CLOCKS_OF, openingStatus, type BreachClass, type ComplaintStatus } from "./complaint.lifecycle";
import { readOrderRecord } from "./order-record.queries";
import { recordEntering } from "./stage-records";

@InputType({ description: "One broken promise." })
export class BreachInput {
  @Field(() => ID, { description: "The promise version, `pmv_…`; it must be one that was frozen into the order." })
  promiseVersionId: string;

  @TextField({ max: 2_000, description: "What you were promised, in your words." })
  expected: string;

  @TextField({ max: 2_000, description: "What you got instead." })
  delivered: string;

  @AmountField({
    defaultValue: 0,
    description:
      "How much is at stake with this promise, in minor units of the order's currency; not more than the order's price.",
  })
  amount: number;
}

@InputType({ description: "A new complaint." })
export class OpenComplaintInput extends MutationInput {
  @Field(() => ID, { description: "Your order, `ord_…`, placed within the last 180 days." })
  orderId: string;

  @TextField({ max: 200, description: "The complaint in one line." })
  title: string;

  @TextField({ max: 5_000, description: "What happened." })
  story: string;

  @Field(() => BreachClassEnum, {
    defaultValue: "ORDINARY",
    description: "How grave it is. All but ORDINARY go straight to the platform.",
  })
  breachClass: BreachClass;

  @Field(() => [BreachInput], { description: "The promises broken, at least one, each of the order once." })
  @ListOf(1, 20)
  breaches: BreachInput[];

  @Field(() => RemedyKindEnum, { description: "What you demand." })
  demandKind: RemedyKind;

  @AmountField({
    nullable: true,
    description: "How much you demand, in minor units of the order's currency; needed for REFUND_PART and CREDIT.",
  })
  demandAmount?: number;

  @TextField({ max: 1_000, nullable: true, description: "The demand in your words." })
  demandText?: string;
}

export const SEVERITY_OF: Record<BreachClass, Severity> = {
  ORDINARY: "L2",
  FRAUD: "L4",
  DATA_LEAK: "L4",
  RETALIATION: "L4",
  SAFETY: "L3",
};

/** Rows 1 and 2 of the lifecycle table. */
export async function openComplaint(tx: Tx, actor: Actor, input: OpenComplaintInput): Promise<CaseResult> {
  const ordered = await findOrdered(tx, input.orderId);
  if (ordered?.order.consumerId !== actor.accountId) throw new Refusal("NOT_FOUND", { field: "input.orderId" });
  const barred = await isBarred(tx, ordered.order.providerId, tx.now);
  return fileComplaint(tx, actor, ordered, input, { status: openingStatus(input.breachClass, barred) });
}

export const fileableUntil = ({ placedAt }: Order, rules: HouseRules): number =>
  placedAt + rules.number("filing.window", "days") * DAY;

interface Ordered {
  order: Order;
  category: string;
}

/** A case about an order, by whoever may open one: its consumer, or the platform itself for them. */
export async function fileComplaint(
  tx: Tx,
  actor: Actor,
  { order, category }: Ordered,
  input: OpenComplaintInput,
  { status, ...particulars }: { status: ComplaintStatus; openedBy?: "PLATFORM" },
): Promise<CaseResult> {
  const rules = await HouseRules.inForce(tx, tx.now);
  if (tx.now > fileableUntil(order, rules)) {
    const days = rules.number("filing.window", "days");
    throw new Refusal("TOO_LATE", { reason: "filingWindow", field: "input.orderId", params: { days } });
  }
  checkAmounts(input, order);
  const breaches = await frozenPromises(tx, order, input);

  const complaint = newComplaint(tx, order, input);
  complaint.category = category;
  complaint.queue = (await RoutingRules.inForce(tx)).queueOf(complaint);
  complaint.enter(status, tx.now, null);
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
      ...particulars,
    },
  });
  return { complaintId: complaint.id };
}

/** The database's unique key is the judge of two complaints filed at once; this turns its no into ours, with the id of the open case. */
export async function explainDuplicate(
  database: Database,
  input: Pick<OpenComplaintInput, "orderId" | "breaches">,
  error: unknown,
): Promise<unknown> {
  if (!(error instanceof UniqueViolation) || error.constraint !== "uq_breach_open_key") return error;
  const [open] = await database.query<{ id: string }>(
    `SELECT c.id FROM breach b JOIN complaint c ON c.id = b.complaint_id
     WHERE c.order_id = ? AND c.status <> 'CLOSED' AND b.promise_version_id IN (${input.breaches.map(() => "?").join(", ")}) LIMIT 1`,
    [input.orderId, ...input.breaches.map(({ promiseVersionId }) => promiseVersionId)],
  );
  return open
    ? new Refusal("COMPLAINT_ALREADY_OPEN", { field: "input.breaches", existingId: open.id, params: { id: open.id } })
    : error;
}

/** In one statement. */
export async function findOrdered(tx: Tx, id: string): Promise<Ordered | null> {
  if (!isIdOf(Order, id)) return null;
  const orders = tx.mapper(Order);
  const [row] = await tx.query<Row & { category: string }>(
    `SELECT ${orders.select("o", "o_")}, l.category AS category
     FROM service_order o JOIN listing l ON l.id = o.listing_id WHERE o.id = ?`,
    [id],
  );
  return row ? { order: orders.hydrate(row, "o_"), category: row.category } : null;
}

function checkAmounts(input: OpenComplaintInput, order: Order): void {
  const tooMuch = (amount: number, field: string): void => {
    if (amount > order.priceAmount)
      throw new Refusal("BAD_USER_INPUT", { reason: "amount.aboveOrder", field, params: { most: order.priceAmount } });
  };
  input.breaches.forEach(({ amount }, index) => tooMuch(amount, `input.breaches.${index}.amount`));
  if (input.demandAmount !== undefined && input.demandAmount !== null)
    tooMuch(input.demandAmount, "input.demandAmount");
  else if (NEEDS_AMOUNT.has(input.demandKind))
    throw new Refusal("BAD_USER_INPUT", { reason: "amount.needed", field: "input.demandAmount" });
}

async function frozenPromises(tx: Tx, order: Order, input: OpenComplaintInput): Promise<Omit<Breach, "complaintId">[]> {
  const frozen = new Set(
    (await tx.find(OrderPromise, { orderId: order.id })).map(({ promiseVersionId }) => promiseVersionId),
  );
  const versions = new Map(
    (await tx.find(PromiseVersion, { id: [...frozen] })).map((version) => [version.id, version]),
  );
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
      // What the client says that a machine found is not believed: it is looked up again.
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
