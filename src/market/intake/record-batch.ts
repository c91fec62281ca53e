import type { Author } from "../../accounts/account/record-on-account";
import { WithdrawnSubjects } from "../../accounts/sign-in/withdrawn-subjects";
import { HouseRules } from "../../house-rules/house-rules";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { MINUTE } from "../../platform/time";
import { rewordingsOf, versionAt, type Reworded } from "../listings/former-description.queries";
import { Listing } from "../listings/listing.entity";
import { insertOrders } from "../orders/insert-orders";
import type { MadeOrder } from "../orders/make-order";
import { Order } from "../orders/order.entity";
import type { PromiseVersion } from "../promises/promise-version.entity";
import { platformInForceAt, platformVersions, versionsOf, type PastVersion } from "../promises/promise.queries";
import { Provider } from "../providers/provider.entity";
import type { MarketplaceRecordKind } from "./intake.types";
import { MarketplaceRecord } from "./marketplace-record.entity";
import type { MarketplaceSource } from "./marketplace-source.entity";
import { groupBy } from "../../platform/grouping.pure";

/** What became of a record that was taken in. */
export interface Taken {
  outcome: "CREATED" | "UPDATED" | "UNCHANGED";
  /** What it is here. */
  id: string;
  /** The source made it. */
  own: boolean;
}

/** A record, and the records that it names. */
export interface Naming {
  kind: MarketplaceRecordKind;
  externalId: string;
}

/** The database writes so many while the next are made. */
const ORDERS_AT_ONCE = 50;

const keyOf = ({ kind, externalId }: Naming): string => `${kind} ${externalId}`;

/** A clock there that is ahead by so little does not make a record one of the future. */
const CLOCKS_DIFFER_BY = MINUTE;

/** The records of one source that one transaction takes in, and what of the market they are about: read and locked for all of them at once. */
export class RecordBatch {
  private readonly known = new Map<string, MarketplaceRecord>();
  private readonly fresh = new Set<MarketplaceRecord>();
  private readonly providers = new Map<string, Provider>();
  private readonly listings = new Map<string, Listing>();
  private readonly orders = new Map<string, Order>();
  private made: MadeOrder[] = [];
  /** By the listing that they are on, else by the provider. */
  private versions: Map<string, PastVersion[]> | null = null;
  private rewordings: Reworded[] | null = null;
  private platforms: PromiseVersion[] | null = null;

  static async open(tx: Tx, source: MarketplaceSource, author: Author): Promise<RecordBatch> {
    return new RecordBatch(tx, source, author, await HouseRules.inForce(tx, tx.now));
  }

  private constructor(
    readonly tx: Tx,
    readonly source: MarketplaceSource,
    readonly author: Author,
    readonly rules: HouseRules,
  ) {}

  /** Reads what is known of these. */
  async recall(names: readonly Naming[]): Promise<void> {
    for (const [kind, externalIds] of byKind(names)) {
      for (const row of await this.recorded(kind, [...externalIds])) this.known.set(keyOf(row), row);
      if (kind === "PERSON") await this.recallForgotten([...externalIds].filter((id) => !this.find(kind, id)));
    }
  }

  /** Of what the source calls people whose account was deleted only marks are left. */
  private async recallForgotten(externalIds: readonly string[]): Promise<void> {
    const { tx, source } = this;
    const marks = new Map(
      externalIds.flatMap((externalId) =>
        WithdrawnSubjects.of(tx)
          .marksOf(source.id, externalId)
          .map((mark) => [mark, externalId] as const),
      ),
    );
    for (const row of await this.recorded("PERSON", [...marks.keys()]))
      this.known.set(keyOf({ kind: "PERSON", externalId: marks.get(row.externalId) ?? "" }), row);
  }

  private recorded(kind: MarketplaceRecordKind, externalId: string[]): Promise<MarketplaceRecord[]> {
    return this.tx.find(MarketplaceRecord, { sourceId: this.source.id, kind, externalId });
  }

  /** Reads what these are here, and locks the providers, in whose histories it is told. */
  async gather(names: readonly Naming[]): Promise<void> {
    const ids = (kind: MarketplaceRecordKind): string[] => [
      ...new Set(
        names.flatMap((name) => (name.kind === kind ? (this.find(kind, name.externalId)?.targetId ?? []) : [])),
      ),
    ];
    for (const order of await this.tx.find(Order, { id: ids("ORDER") })) this.orders.set(order.id, order);
    for (const listing of await this.tx.find(Listing, { id: ids("LISTING") })) this.listings.set(listing.id, listing);
    const concerned = [...this.orders.values(), ...this.listings.values()].map(({ providerId }) => providerId);
    const providerIds = [...new Set([...ids("PROVIDER"), ...concerned])];
    this.tx.lockAll(Provider, providerIds);
    for (const provider of await this.tx.find(Provider, { id: providerIds })) this.providers.set(provider.id, provider);
    // Its other changes are made under the provider's lock, so only now they are as they will stay.
    for (const order of await this.tx.find(Order, { id: ids("ORDER") })) this.orders.set(order.id, order);
    for (const listing of await this.tx.find(Listing, { id: ids("LISTING") })) this.listings.set(listing.id, listing);
  }

  find(kind: MarketplaceRecordKind, externalId: string): MarketplaceRecord | undefined {
    return this.known.get(keyOf({ kind, externalId }));
  }

  /** What this source calls so. NOT_FOUND alike for what nobody has sent, for what another source has and for whom is gone. */
  private named(kind: MarketplaceRecordKind, externalId: string, field: string): string {
    const record = this.find(kind, externalId);
    if (!record || record.isErased)
      throw new Refusal("NOT_FOUND", { reason: "intake.unknown", field, params: { externalId } });
    return record.targetId;
  }

  /** Of the orders among these that are here. */
  orderIds(names: readonly Naming[]): string[] {
    return names.flatMap(({ kind, externalId }) =>
      kind === "ORDER" ? (this.find(kind, externalId)?.targetId ?? []) : [],
    );
  }

  person(externalId: string, field: string): string {
    return this.named("PERSON", externalId, field);
  }

  provider(externalId: string, field: string): Provider {
    return this.providerById(this.named("PROVIDER", externalId, field));
  }

  providerById(id: string): Provider {
    return here(this.providers.get(id));
  }

  listing(externalId: string, field: string): Listing {
    return here(this.listings.get(this.named("LISTING", externalId, field)));
  }

  order(externalId: string, field: string): Order {
    return here(this.orders.get(this.named("ORDER", externalId, field)));
  }

  add(made: Provider | Listing | Order): void {
    if (made instanceof Provider) this.providers.set(made.id, made);
    else if (made instanceof Listing) this.listings.set(made.id, made);
    else this.orders.set(made.id, made);
  }

  placed(made: MadeOrder): void {
    this.made.push(made);
    this.add(made.order);
    if (this.made.length >= ORDERS_AT_ONCE) this.insertOrders();
  }

  /** Those that were placed, in one statement. Whatever changes them comes after that. */
  insertOrders(): void {
    insertOrders(this.tx, this.made);
    this.made = [];
  }

  /** Promises have changed: who orders after that in this batch is bound by what they say now. */
  forgetVersions(): void {
    this.versions = null;
  }

  /** Every version of the promises on a listing of the batch, and of its provider's. */
  async pastVersions({ id, providerId }: Listing): Promise<PastVersion[]> {
    if (!this.versions) {
      const all = await versionsOf(this.tx, [...this.listings.keys()], [...this.providers.keys()]);
      this.versions = groupBy(all, (version) => version.listingId ?? version.providerId);
    }
    return [...(this.versions.get(id) ?? []), ...(this.versions.get(providerId) ?? [])];
  }

  /** Which version of a listing of the batch an order that was placed at that moment is of. */
  async versionAt(listing: Listing, at: number): Promise<number> {
    this.rewordings ??= await rewordingsOf(this.tx, [...this.listings.keys()]);
    return versionAt(listing, this.rewordings, at);
  }

  /** What the platform itself promised for an order placed at that moment. */
  async ofPlatform(at: number): Promise<PromiseVersion[]> {
    this.platforms ??= await platformVersions(this.tx);
    return platformInForceAt(this.platforms, at);
  }

  /** What the record is here and what it said. Written at the end of the batch. */
  keep(name: Naming, targetId: string, own: boolean, digest: string): void {
    const { tx } = this;
    const known = this.find(name.kind, name.externalId);
    // Looked at again each time, until the person is back.
    if (known?.isErased && known.targetId === targetId) return;
    if (known?.isErased)
      return tx.change(known, { externalId: name.externalId, targetId, own, digest, takenInAt: tx.now });
    if (known && this.fresh.has(known)) Object.assign(known, { digest, takenInAt: tx.now });
    else if (known) tx.change(known, { digest, takenInAt: tx.now });
    else {
      const { kind, externalId } = name;
      const id = newId(MarketplaceRecord);
      const said = { id, sourceId: this.source.id, kind, externalId, targetId, own, digest, takenInAt: tx.now };
      const record = Object.assign(new MarketplaceRecord(), said);
      this.known.set(keyOf(name), record);
      this.fresh.add(record);
    }
  }

  save(): void {
    this.tx.insert(MarketplaceRecord, ...this.fresh);
  }

  /** A time that the marketplace says. */
  past(at: number, field: string): number {
    if (at > this.tx.now + CLOCKS_DIFFER_BY) throw new Refusal("BAD_USER_INPUT", { reason: "intake.future", field });
    return Math.min(at, this.tx.now);
  }
}

function byKind(names: readonly Naming[]): Map<MarketplaceRecordKind, Set<string>> {
  const kinds = new Map<MarketplaceRecordKind, Set<string>>();
  for (const { kind, externalId } of names) kinds.set(kind, (kinds.get(kind) ?? new Set()).add(externalId));
  return kinds;
}

function here<T>(found: T | undefined): T {
  if (found === undefined) throw new Error("a record names what is no longer there");
  return found;
}
