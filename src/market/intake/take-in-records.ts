import { hash } from "node:crypto";
import type { Author } from "../../accounts/account/record-on-account";
import { canonicalJson } from "../../platform/secrets/canonical-json.pure";
import type { Tx } from "../../platform/database/tx";
import { isPassing } from "../../platform/graphql/patience";
import { checkInput } from "../../platform/graphql/text-field";
import { Refusal, type Obstacle } from "../../platform/refusal";
import { turns } from "../../platform/scheduling/turns";
import { BEFORE_REFUNDS, ON_RECORDS } from "./intake-hooks";
import type { MarketplaceRecordInput, MarketplaceRecordKind, MarketplaceRecordOutcome } from "./intake.types";
import type { MarketplaceRecord } from "./marketplace-record.entity";
import { MarketplaceSource } from "./marketplace-source.entity";
import { RecordBatch, type Naming, type Taken } from "./record-batch";
import { takeInDelivery } from "./take-in-delivery";
import { takeInListing } from "./take-in-listing";
import { takeInOrder } from "./take-in-order";
import { takeInPayment } from "./take-in-payment";
import { takeInPerson } from "./take-in-person";
import { takeInPromise } from "./take-in-promise";
import { takeInProvider } from "./take-in-provider";
import { takeInRefund } from "./take-in-refund";

export interface RecordResult {
  kind: MarketplaceRecordKind | null;
  externalId: string | null;
  outcome: MarketplaceRecordOutcome;
  id: string | null;
  obstacle: Obstacle | null;
}

/** What each kind of record is, in the order in which they are taken in: what one refers to may come after it. */
const KINDS: readonly {
  slot: keyof MarketplaceRecordInput;
  kind: MarketplaceRecordKind;
  take: (batch: RecordBatch, record: MarketplaceRecordInput) => Promise<Taken> | Taken | null;
}[] = [
  { slot: "person", kind: "PERSON", take: (batch, { person }) => (person ? takeInPerson(batch, person) : null) },
  {
    slot: "provider",
    kind: "PROVIDER",
    take: (batch, { provider }) => (provider ? takeInProvider(batch, provider) : null),
  },
  { slot: "listing", kind: "LISTING", take: (batch, { listing }) => (listing ? takeInListing(batch, listing) : null) },
  { slot: "promise", kind: "PROMISE", take: (batch, { promise }) => (promise ? takeInPromise(batch, promise) : null) },
  { slot: "order", kind: "ORDER", take: (batch, { order }) => (order ? takeInOrder(batch, order) : null) },
  {
    slot: "delivery",
    kind: "DELIVERY",
    take: (batch, { delivery }) => (delivery ? takeInDelivery(batch, delivery) : null),
  },
  { slot: "payment", kind: "PAYMENT", take: (batch, { payment }) => (payment ? takeInPayment(batch, payment) : null) },
  { slot: "refund", kind: "REFUND", take: (batch, { refund }) => (refund ? takeInRefund(batch, refund) : null) },
];

const SLOTS = KINDS.map(({ slot }) => slot).join(", ");

/** A record that can be taken in: what it is, what it names, and its digest. */
interface Sound {
  name: Naming;
  names: readonly Naming[];
  digest: string;
  /**
   * Versions of one promise are taken in by when they came into force, what became of an order by when it did, whatever their order. What
   * says no time comes last.
   */
  since: number;
  take: (batch: RecordBatch) => Promise<Taken> | Taken | null;
}

/** Looked at by itself, see `checkRecord`. */
export type CheckedRecord = Sound | RecordResult;

/**
 * Takes in or refuses each record by itself, all in this transaction, one batch of a source after the other. Whose records are believed
 * is decided before (intake.policy.ts). What a record says that says
 * the same as before is not looked at again.
 */
export async function takeInRecords(
  tx: Tx,
  author: Author,
  sourceName: string,
  records: readonly CheckedRecord[],
  /** Where its sender has named the source. */
  field = "input.source",
): Promise<RecordResult[]> {
  const known = await tx.findOne(MarketplaceSource, { name: sourceName });
  const source = known && (await tx.lock(MarketplaceSource, known.id));
  if (!source) throw new Refusal("NOT_FOUND", { field });
  for (const each of tx.hooked(ON_RECORDS)) await each(tx, author, records.length);
  const results = new Array<RecordResult>(records.length);
  const sound = records.flatMap((record, place) => {
    if ("obstacle" in record) results[place] = record;
    return "obstacle" in record ? [] : { ...record, place };
  });
  const batch = await RecordBatch.open(tx, source, author);
  await batch.recall(sound.flatMap(({ name, names }) => [name, ...names]));
  // Of two records of one thing the last counts, also where it says what is known: what is between says otherwise.
  const changing = new Set<MarketplaceRecord | undefined>();
  const news = sound.filter(({ place, name, digest }) => {
    const record = batch.find(name.kind, name.externalId);
    if (record?.digest !== digest || changing.has(record)) {
      changing.add(record);
      return true;
    }
    results[place] = { ...name, outcome: "UNCHANGED", id: record.targetId, obstacle: null };
    return false;
  });
  news.sort((a, b) => (a.since === b.since ? 0 : a.since - b.since));
  const refunded = news.flatMap(({ name, names }) => (name.kind === "REFUND" ? batch.orderIds(names) : []));
  if (refunded.length > 0) for (const lock of tx.hooked(BEFORE_REFUNDS)) await lock(tx, refunded);
  await batch.gather(news.flatMap(({ name, names }) => [name, ...names]));
  for (const { kind } of KINDS) {
    for (const read of news)
      if (read.name.kind === kind) {
        await turns.pass();
        results[read.place] = await takeIn(batch, read);
      }
    if (kind === "ORDER") batch.insertOrders();
  }
  batch.save();
  if (author.actorRole !== "SYSTEM" && news.length > 0)
    tx.noteAccess({ kind: "RECORDS_TAKEN_IN", of: source.id, byId: author.actorId, byRole: author.actorRole });
  return results;
}

async function takeIn(batch: RecordBatch, { name, digest, take }: Sound): Promise<RecordResult> {
  const known = batch.find(name.kind, name.externalId);
  // Sent twice in one batch.
  if (known?.digest === digest) return { ...name, outcome: "UNCHANGED", id: known.targetId, obstacle: null };
  try {
    const taken = await take(batch);
    if (!taken) throw new Error(`a ${name.kind} without its content`);
    const { outcome, id, own } = taken;
    batch.keep(name, id, own, digest);
    return { ...name, outcome, id, obstacle: null };
  } catch (error) {
    // What could not be looked at now says nothing of the record.
    if (!(error instanceof Refusal) || isPassing(error)) throw error;
    return { ...name, ...refused(error, name.kind) };
  }
}

const refused = (
  { code, details }: Refusal,
  kind: MarketplaceRecordKind | null,
): Pick<RecordResult, "outcome" | "id" | "obstacle"> => {
  // What checks a promise's terms or a name for people, too, names fields of the input that people send.
  const field = kind === null ? details.field : details.field?.replace(/^input\./, `${kind.toLowerCase()}.`);
  return { outcome: "REFUSED", id: null, obstacle: { ...details, code, ...(field === undefined ? {} : { field }) } };
};

/** What needs no database: the shape of a record and its digest. */
export function checkRecord(record: MarketplaceRecordInput): CheckedRecord {
  const given = KINDS.filter(({ slot }) => record[slot] !== null && record[slot] !== undefined);
  const [only] = given;
  try {
    if (!only || given.length > 1)
      throw new Refusal("BAD_USER_INPUT", { reason: "intake.oneOf", params: { slots: SLOTS } });
    const { kind, slot, take } = only;
    checkInput(record, "");
    const digest = hash("sha256", canonicalJson(record[slot]), "hex");
    const name = { kind, externalId: idOf(record) ?? "" };
    return { name, names: namesIn(record), digest, since: sinceOf(record), take: (batch) => take(batch, record) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const kind = only && given.length === 1 ? only.kind : null;
    return { kind, externalId: idOf(record), ...refused(error, kind) };
  }
}

const idOf = ({ delivery, ...others }: MarketplaceRecordInput): string | null =>
  delivery?.order ?? Object.values(others).find((each) => each)?.externalId ?? null;

function sinceOf({ promise, delivery }: MarketplaceRecordInput): number {
  const { deliveredAt, completedAt, cancelledAt } = delivery ?? {};
  const times = [promise?.publishedAt, deliveredAt, completedAt, cancelledAt];
  return Math.min(...times.map((time) => time ?? Infinity));
}

/** The other records that it refers to. */
function namesIn({ provider, listing, promise, order, delivery, payment, refund }: MarketplaceRecordInput): Naming[] {
  const named: [MarketplaceRecordKind, string | null | undefined][] = [
    ["PERSON", provider?.owner],
    ["PERSON", order?.person],
    ["PROVIDER", listing?.provider],
    ["PROVIDER", promise?.provider],
    ["LISTING", promise?.listing],
    ["LISTING", order?.listing],
    ["ORDER", delivery?.order],
    ["ORDER", payment?.order],
    ["ORDER", refund?.order],
  ];
  return named.flatMap(([kind, externalId]) => (externalId ? { kind, externalId } : []));
}
