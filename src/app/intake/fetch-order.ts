import { Account } from "../../accounts/account/account.entity";
import { SYSTEM } from "../../accounts/account/record-on-account";
import { orderOfSource } from "../../market/intake/intake.queries";
import { MOST_RECORDS, type MarketplaceRecordInput } from "../../market/intake/intake.types";
import { checkRecord, takeInRecords } from "../../market/intake/take-in-records";
import { Order } from "../../market/orders/order.entity";
import type { Context } from "../../platform/graphql/context";
import { logFault } from "../../platform/telemetry/log-fault";
import { Refusal } from "../../platform/refusal";
import { OrderLookup } from "./order-lookup";
import { readRecord } from "./read-record";

/**
 * The order of this number that the person placed: known, or asked for at the marketplace and taken in. NOT_FOUND alike for what does not
 * exist and for what is another's, whoever says so, the marketplace or its records.
 */
export async function fetchOrder(context: Context, number: string): Promise<string> {
  const { accountId } = context.signedIn();
  const lookup = OrderLookup.of(context.db);
  const known = lookup && (await theirsOf(context, lookup, number));
  if (known) return known;
  const account = await context.db.byId(Account, accountId);
  const subject = account?.externalSubject;
  if (!lookup || !subject) return theirsOfAny(context, number);
  await lookup.charge(accountId);
  const records = await asked(context, lookup, number, subject);
  if (!records || !isTheirs(records, number, subject)) return theirsOfAny(context, number);
  const results = await context.db.transact((tx) => takeInRecords(tx, SYSTEM, lookup.source, records.map(checkRecord)));
  const order = await theirsOf(context, lookup, number);
  if (order) return order;
  const refused = results.flatMap(({ kind, obstacle }) =>
    obstacle ? `${kind ?? ""} ${obstacle.reason ?? obstacle.code}` : [],
  );
  logFault(
    context.services.log,
    new Error(`the order look-up's records were refused: ${refused.join(", ")}`),
    {},
    "an order could not be fetched",
  );
  throw away();
}

/** What the marketplace that is asked calls so, if it is theirs. */
async function theirsOf(context: Context, { source }: OrderLookup, number: string): Promise<string | null> {
  const id = await orderOfSource(context.db, source, number);
  const order = id === null ? null : await context.db.byId(Order, id);
  return order?.consumerId === context.signedIn().accountId ? order.id : null;
}

/** What another system calls so, where the marketplace has nothing of theirs by that number. */
async function theirsOfAny(context: Context, number: string): Promise<string> {
  const { accountId } = context.signedIn();
  const order = await context.db.findOne(Order, { externalNumber: number, consumerId: accountId });
  if (order) return order.id;
  throw new Refusal("NOT_FOUND", { reason: "intake.noSuchOrder", field: "input.number" });
}

const away = (): Refusal => new Refusal("UNAVAILABLE", { reason: "intake.lookupAway", retryAfter: 60 });

async function asked(
  context: Context,
  lookup: OrderLookup,
  number: string,
  subject: string,
): Promise<MarketplaceRecordInput[] | null> {
  try {
    const records = await lookup.ask(number, subject);
    if (records && records.length > MOST_RECORDS) throw new Error("the order look-up answered with too many records");
    return records && records.map((record) => readRecord(context.services.schema, record));
  } catch (error) {
    logFault(context.services.log, error, {}, "the marketplace could not be asked for an order");
    throw away();
  }
}

/** It says who they are itself: an answer about somebody else's order takes nothing in. */
function isTheirs(records: readonly MarketplaceRecordInput[], number: string, subject: string): boolean {
  const order = records.find((record) => record.order?.externalId === number)?.order;
  return records.some(({ person }) => person && person.externalId === order?.person && person.subject === subject);
}
