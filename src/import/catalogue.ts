import { createListing } from "../listings/create-listing";
import type { Database } from "../platform/database/database";
import type { Tx } from "../platform/database/tx";
import { Refusal } from "../platform/refusal";
import { createPromiseVersion } from "../promises/create-promise-version";
import { createProvider } from "../providers/create-provider";
import { Provider } from "../providers/provider.entity";
import type { ImportedCase } from "./imported-case";
import type { ImportedListing, ImportedPromise } from "./imported-offer";
import { Memory } from "./memory";

/** What a case was ordered from. */
export interface Offer {
  providerId: string;
  listingId: string;
  promise: FrozenPromise;
}

interface FrozenPromise {
  promiseId: string;
  versionId: string;
  digest: string;
}

type WantedListing = ImportedListing & { providerId: string };
type WantedPromise = ImportedPromise & { providerId: string; listingId: string };

/** The file does not say since when; before its oldest complaint, so that every order finds its promise already published. */
const PUBLISHED_AT = Date.UTC(2011, 6, 1);

const listingKey = (providerId: string, title: string): string => `${providerId} ${title}`;
const promiseKey = (listingId: string, kind: string, text: string): string => `${listingId} ${kind} ${text}`;

/** Companies, their products and what went wrong with them, as providers, listings and promises: each made once, by any run. */
export class Catalogue {
  private readonly providers = new Memory<ImportedCase, string>(20_000);
  private readonly listings = new Memory<WantedListing, string>(20_000);
  private readonly promises = new Memory<WantedPromise, FrozenPromise>(50_000);

  constructor(
    private readonly database: Database,
    private readonly ownerId: string,
    /** Counts what had to be made. */
    private readonly created: { providers: number; listings: number; promises: number },
  ) {}

  /** Ids of the cases' providers by licence; each new one in a transaction of its own, as if it had registered. */
  registerProviders(cases: readonly ImportedCase[]): Promise<Map<string, string>> {
    return this.providers.all(
      new Map(cases.map((one) => [one.licenceNo, one])),
      async (missing) => {
        const rows = await this.database.find(Provider, { licenceNo: missing.map(({ licenceNo }) => licenceNo) });
        return rows.map(({ licenceNo, id }) => [licenceNo, id]);
      },
      (wanted) => this.registerProvider(wanted),
      (remember) => remember(),
    );
  }

  /** The offer of each case. */
  async offers(tx: Tx, cases: readonly ImportedCase[], providers: Map<string, string>): Promise<Map<ImportedCase, Offer>> {
    const providerOf = (one: ImportedCase): string => must(providers.get(one.licenceNo));
    const wantedListings = cases.map((one) => ({ ...one.listing, providerId: providerOf(one) }));
    const listings = await this.findListings(tx, new Map(wantedListings.map((wanted) => [listingKey(wanted.providerId, wanted.title), wanted])));
    const listingOf = (one: ImportedCase): string => must(listings.get(listingKey(providerOf(one), one.listing.title)));

    const wantedPromises = cases.map((one) => ({ ...one.promise, providerId: providerOf(one), listingId: listingOf(one) }));
    const promises = await this.findPromises(tx, new Map(wantedPromises.map((wanted) => [promiseKey(wanted.listingId, wanted.kind, wanted.text), wanted])));
    const promiseOf = (one: ImportedCase): FrozenPromise => must(promises.get(promiseKey(listingOf(one), one.promise.kind, one.promise.text)));

    return new Map(cases.map((one) => [one, { providerId: providerOf(one), listingId: listingOf(one), promise: promiseOf(one) }]));
  }

  private async registerProvider({ company, licenceNo }: ImportedCase): Promise<string> {
    try {
      const { id } = await this.database.transact((tx) => createProvider(tx, { legalName: company, licenceNo, ownerId: this.ownerId }));
      this.created.providers += 1;
      return id;
    } catch (error) {
      // Another import registered it meanwhile.
      const there = error instanceof Refusal && error.code === "ALREADY_EXISTS" ? await this.database.findOne(Provider, { licenceNo }) : null;
      if (!there) throw error;
      return there.id;
    }
  }

  private findListings(tx: Tx, wanted: Map<string, WantedListing>): Promise<Map<string, string>> {
    let created = 0;
    return this.listings.all(
      wanted,
      async (missing) => {
        const ids = await this.lockProviders(tx, missing);
        const rows = await tx.query<{ id: string; provider_id: string; title: string }>(`SELECT id, provider_id, title FROM listing WHERE provider_id IN (${marks(ids)})`, ids);
        return rows.map((row) => [listingKey(row.provider_id, row.title), row.id]);
      },
      ({ providerId, category, title }) => {
        created += 1;
        const description = "Known from the consumer bureau's public complaints; not on sale here.";
        return createListing(tx, { providerId, category, title, description, priceAmount: 0, priceCurrency: "USD", status: "DELISTED", createdAt: PUBLISHED_AT }).id;
      },
      (remember) => tx.onCommit(() => {
        this.created.listings += created;
        remember();
      }),
    );
  }

  private findPromises(tx: Tx, wanted: Map<string, WantedPromise>): Promise<Map<string, FrozenPromise>> {
    let created = 0;
    return this.promises.all(
      wanted,
      async (missing) => {
        await this.lockProviders(tx, missing);
        const ids = [...new Set(missing.map(({ listingId }) => listingId))];
        const rows = await tx.query<{ promise_id: string; listing_id: string; kind: string; version_id: string; text: string; digest: string }>(
          `SELECT p.id AS promise_id, p.listing_id, p.kind, v.id AS version_id, v.text, v.digest
           FROM service_promise p JOIN promise_version v ON v.id = p.current_version_id WHERE p.listing_id IN (${marks(ids)})`,
          ids,
        );
        return rows.map((row) => [promiseKey(row.listing_id, row.kind, row.text), { promiseId: row.promise_id, versionId: row.version_id, digest: row.digest }]);
      },
      ({ providerId, listingId, kind, text, terms }) => {
        created += 1;
        const version = createPromiseVersion(tx, { providerId, listingId, kind }, { text, terms, publishedById: this.ownerId, publishedAt: PUBLISHED_AT });
        return { promiseId: version.promiseId, versionId: version.id, digest: version.digest };
      },
      (remember) => tx.onCommit(() => {
        this.created.promises += created;
        remember();
      }),
    );
  }

  /** So that of two imports one creates what both miss. (On SQLite a transaction is alone anyway.) */
  private async lockProviders(tx: Tx, of: { providerId: string }[]): Promise<string[]> {
    const ids = [...new Set(of.map(({ providerId }) => providerId))];
    if (!this.database.isSqlite) await tx.query(`SELECT id FROM provider WHERE id IN (${marks(ids)}) ORDER BY id FOR UPDATE`, ids);
    return ids;
  }
}

const marks = (values: readonly unknown[]): string => values.map(() => "?").join(", ");

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("the catalogue lost something it was asked for");
  return value;
}
