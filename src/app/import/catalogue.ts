import { createListing } from "../../market/listings/create-listing";
import type { Database } from "../../platform/database/database";
import { list, sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import { createPromiseVersion } from "../../market/promises/create-promise-version";
import { createProvider } from "../../market/providers/create-provider";
import { Provider } from "../../market/providers/provider.entity";
import {
  listingKey,
  listingsOf,
  promiseKey,
  promisesOf,
  type FrozenPromise,
  type WantedListing,
  type WantedPromise,
} from "./find-offers";
import type { ImportedCase } from "./imported-case";
import { Memory } from "./memory";

/** The listing and promise of a case's order. */
export interface Offer {
  providerId: string;
  listingId: string;
  promise: FrozenPromise;
}

/** The file has no publication date; this is before its oldest complaint, so that every order finds its promise already published. */
const PUBLISHED_AT = Date.UTC(2011, 6, 1);

/** Companies, their products and the issues with them as providers, listings and promises: each created once, over all runs. */
export class Catalogue {
  private readonly providers = new Memory<ImportedCase, string>(20_000);
  private readonly listings = new Memory<WantedListing, string>(20_000);
  private readonly promises = new Memory<WantedPromise, FrozenPromise>(50_000);

  constructor(
    private readonly database: Database,
    private readonly ownerId: string,
    /** Counts what had to be created. */
    private readonly created: { providers: number; listings: number; promises: number },
  ) {}

  /** Ids of the cases' providers by licence; each new one is created in its own transaction, as if it had registered. */
  registerProviders(cases: readonly ImportedCase[]): Promise<Map<string, string>> {
    return this.providers.all(
      new Map(cases.map((one) => [one.licenceNo, one])),
      async (missing) => {
        const licences = missing.map(({ licenceNo }) => licenceNo);
        const rows = await this.database.find(Provider, { licenceKey: licences });
        return rows.map(({ licenceKey, id }) => [licenceKey, id]);
      },
      (wanted) => this.registerProvider(wanted),
      (remember) => remember(),
    );
  }

  /** The offer of each case. */
  async offers(
    tx: Tx,
    cases: readonly ImportedCase[],
    providers: Map<string, string>,
  ): Promise<Map<ImportedCase, Offer>> {
    const listed = cases.map((one) => ({ one, ...one.listing, providerId: must(providers.get(one.licenceNo)) }));
    const listings = await this.findListings(tx, byKey(listed, keyOfListing));
    const promised = listed.map(({ one, ...listing }) => {
      const listingId = must(listings.get(keyOfListing(listing)));
      return { one, ...one.promise, providerId: listing.providerId, listingId };
    });
    const promises = await this.findPromises(tx, byKey(promised, keyOfPromise));
    return new Map(
      promised.map(({ one, ...wanted }) => {
        const promise = must(promises.get(keyOfPromise(wanted)));
        return [one, { providerId: wanted.providerId, listingId: wanted.listingId, promise }];
      }),
    );
  }

  private async registerProvider({ company, licenceNo }: ImportedCase): Promise<string> {
    const provider = { legalName: company, licenceNo, ownerId: this.ownerId };
    try {
      const { id } = await this.database.transact((tx) => createProvider(tx, provider));
      this.created.providers += 1;
      return id;
    } catch (error) {
      const raced = error instanceof Refusal && error.code === "ALREADY_EXISTS";
      const there = raced ? await this.database.findOne(Provider, { licenceKey: licenceNo }) : null;
      if (!there) throw error;
      return there.id;
    }
  }

  private findListings(tx: Tx, wanted: Map<string, WantedListing>): Promise<Map<string, string>> {
    const description = "Known from the consumer bureau's public complaints; not on sale here.";
    const offer = { description, priceAmount: 0, priceCurrency: "USD", createdAt: PUBLISHED_AT } as const;
    return this.listings.all(
      wanted,
      async (missing) => listingsOf(tx, await this.lockProviders(tx, missing)),
      ({ providerId, category, title }) => {
        tx.onCommit(() => void (this.created.listings += 1));
        return createListing(tx, { ...offer, providerId, category, title, status: "DELISTED" }).id;
      },
      (remember) => tx.onCommit(remember),
    );
  }

  private findPromises(tx: Tx, wanted: Map<string, WantedPromise>): Promise<Map<string, FrozenPromise>> {
    return this.promises.all(
      wanted,
      async (missing) => {
        await this.lockProviders(tx, missing);
        return promisesOf(tx, [...new Set(missing.map(({ listingId }) => listingId))]);
      },
      ({ providerId, listingId, kind, text, terms }) => {
        tx.onCommit(() => void (this.created.promises += 1));
        const content = { text, terms, publishedById: this.ownerId, publishedAt: PUBLISHED_AT };
        const version = createPromiseVersion(tx, { providerId, listingId, kind }, content);
        return { promiseId: version.promiseId, versionId: version.id, digest: version.digest };
      },
      (remember) => tx.onCommit(remember),
    );
  }

  /** So that only one of two imports creates what both lack. (On SQLite transactions are serial anyway.) */
  private async lockProviders(tx: Tx, of: { providerId: string }[]): Promise<string[]> {
    const ids = [...new Set(of.map(({ providerId }) => providerId))];
    if (!this.database.isSqlite) {
      await tx.query(sql`SELECT id FROM provider WHERE id IN (${list(ids)}) ORDER BY id FOR UPDATE`);
    }
    return ids;
  }
}

const keyOfListing = ({ providerId, title }: WantedListing): string => listingKey(providerId, title);
const keyOfPromise = ({ listingId, kind, text }: WantedPromise): string => promiseKey(listingId, kind, text);

function byKey<T>(wanted: readonly T[], keyOf: (one: T) => string): Map<string, T> {
  return new Map(wanted.map((one) => [keyOf(one), one]));
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("an entry is missing from the catalogue");
  return value;
}
