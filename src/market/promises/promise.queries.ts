import { batchLoader } from "../listings/batch-loader";
import { Listing } from "../listings/listing.entity";
import type { Reader } from "../../platform/database/reader";
import { list, raw, sql } from "../../platform/database/sql";
import { allRows } from "../../platform/graphql/keyset-page";
import type { Context } from "../../platform/graphql/context";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { Provider } from "../providers/provider.entity";
import { PlatformPromise } from "./platform-promise.types";
import { maySeePromise } from "./promise.policy";
import { isInForce } from "./promise.pure";
import { PromiseVersion } from "./promise-version.entity";
import { ServicePromise } from "./service-promise.entity";

/** NOT_FOUND alike for absent ones, hidden ones and ids of other things. */
export async function readPromise(context: Context, id: string, field = "id"): Promise<ServicePromise> {
  const promise = isIdOf(ServicePromise, id) ? await context.loaders.byId(ServicePromise, id) : null;
  const provider = promise?.providerId ? await context.loaders.byId(Provider, promise.providerId) : null;
  const listing = promise?.listingId ? await context.loaders.byId(Listing, promise.listingId) : null;
  if (!promise || !maySeePromise(context.actor, provider, listing)) throw new Refusal("NOT_FOUND", { field });
  return promise;
}

export async function readPromiseVersion(context: Context, id: string): Promise<PromiseVersion> {
  const version = isIdOf(PromiseVersion, id) ? await context.loaders.byId(PromiseVersion, id) : null;
  if (!version) throw new Refusal("NOT_FOUND", { field: "id" });
  await readPromise(context, version.promiseId);
  return version;
}

/** What binds an order of this listing placed now: the listing's own promises and the provider's, each in its newest version. */
export async function versionsInForce(
  reader: Reader,
  listing: Pick<Listing, "id" | "providerId">,
): Promise<PromiseVersion[]> {
  const mapper = reader.mapper(PromiseVersion);
  const current = `SELECT ${mapper.select("v")} FROM service_promise s JOIN promise_version v ON v.id = s.current_version_id WHERE s.withdrawn_at IS NULL`;
  const rows = await reader.query(
    sql`${raw(current)} AND s.listing_id = ${listing.id} UNION ALL ${raw(current)} AND s.provider_id = ${listing.providerId} AND s.listing_id IS NULL ORDER BY id`,
  );
  return rows.map((row) => mapper.hydrate(row));
}

/** A version of one of several listings' promises, or of their providers', as far as it decides which were in force at a time. */
export interface PastVersion {
  id: string;
  digest: string;
  promiseId: string;
  providerId: string;
  /** null: on everything that the provider sells. */
  listingId: string | null;
  publishedAt: number;
  withdrawnAt: number | null;
}

/** Every version of the promises that these listings and their providers ever made, of each promise the oldest first. */
export const versionsOf = (
  reader: Reader,
  listingIds: readonly string[],
  providerIds: readonly string[],
): Promise<PastVersion[]> => {
  const all = sql`SELECT v.id, v.digest, v.promise_id AS promiseId, s.provider_id AS providerId, s.listing_id AS listingId, v.published_at AS publishedAt,
      s.withdrawn_at AS withdrawnAt, v.version FROM service_promise s JOIN promise_version v ON v.promise_id = s.id`;
  return reader.query<PastVersion>(
    sql`${all} WHERE s.listing_id IN (${list([...listingIds])}) UNION ALL ${all} WHERE s.provider_id IN (${list([...providerIds])}) AND s.listing_id IS NULL ORDER BY promiseId, version`,
  );
};

/** Of these, what bound an order that was placed at that moment: of each promise that was not withdrawn the newest version, in the order of the promises. */
export function inForceAt(
  versions: readonly PastVersion[],
  listing: Pick<Listing, "id" | "providerId">,
  at: number,
): PastVersion[] {
  const latest = new Map<string, PastVersion>();
  for (const version of versions) {
    const { promiseId, providerId, listingId, publishedAt, withdrawnAt } = version;
    const concerns = listingId === null ? providerId === listing.providerId : listingId === listing.id;
    if (concerns && publishedAt <= at && (withdrawnAt === null || withdrawnAt > at)) latest.set(promiseId, version);
  }
  return [...latest.values()].sort((one, other) => (one.promiseId < other.promiseId ? -1 : 1));
}

/** Every version of the platform's own promises, also those that have not begun. */
export const platformVersions = (reader: Reader): Promise<PromiseVersion[]> =>
  reader.select(
    PromiseVersion,
    sql`FROM service_promise s JOIN promise_version t ON t.promise_id = s.id
        WHERE s.platform_promise IS NOT NULL ORDER BY t.version`,
  );

/** What the platform itself promises for an order placed at this moment, in the order of the enum. */
export async function platformVersionsInForce(reader: Reader, at: number): Promise<PromiseVersion[]> {
  return platformInForceAt(await platformVersions(reader), at);
}

/** The same, of all that there are. */
export function platformInForceAt(versions: readonly PromiseVersion[], at: number): PromiseVersion[] {
  const begun = versions.filter(({ effectiveFrom }) => (effectiveFrom ?? at) <= at);
  const latest = new Map(begun.map((version) => [version.platformPromise, version]));
  return Object.values(PlatformPromise).flatMap((each) => latest.get(each) ?? []);
}

/** In force for everything the provider sells, oldest first. */
export async function providerPromises(context: Context, providerId: string): Promise<ServicePromise[]> {
  return (await loadProviderWide(context, providerId)) ?? [];
}

/** In force on this listing, its provider's included: the same promises that `versionsInForce` freezes. */
export async function listingPromises(context: Context, listing: Listing): Promise<ServicePromise[]> {
  const [own, providerWide] = await Promise.all([
    context.loaders.manyBy(ServicePromise, "listingId", listing.id),
    providerPromises(context, listing.providerId),
  ]);
  return [...own.filter(isInForce), ...providerWide];
}

const loadProviderWide = batchLoader(async (context, providerIds) => {
  const inForce = sql`t.provider_id IN (${list(providerIds)}) AND t.listing_id IS NULL AND t.withdrawn_at IS NULL`;
  const where = context.db.knownBy(inForce, "service_promise", "provider_id", providerIds);
  const promises = await allRows(context, ServicePromise, where, ["providerId", "listingId", "currentVersionId"]);
  const grouped = new Map<string, ServicePromise[]>(providerIds.map((providerId) => [providerId, []]));
  for (const promise of promises) grouped.get(promise.providerId ?? "")?.push(promise);
  return grouped;
});
