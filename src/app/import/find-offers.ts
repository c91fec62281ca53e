import type { Reader } from "../../platform/database/reader";
import { list, sql } from "../../platform/database/sql";
import type { ImportedListing, ImportedPromise } from "./imported-offer";

export type WantedListing = ImportedListing & { providerId: string };
export type WantedPromise = ImportedPromise & { providerId: string; listingId: string };

export interface FrozenPromise {
  promiseId: string;
  versionId: string;
  digest: string;
}

/** The keys by which an import recognises what an earlier one created. */
export const listingKey = (providerId: string, title: string): string => `${providerId} ${title}`;
export const promiseKey = (listingId: string, kind: string, text: string): string => `${listingId} ${kind} ${text}`;

/** Ids of all listings of the providers. */
export async function listingsOf(reader: Reader, providerIds: string[]): Promise<[string, string][]> {
  const rows = await reader.query<{ id: string; provider_id: string; title: string }>(
    sql`SELECT id, provider_id, title FROM listing WHERE provider_id IN (${list(providerIds)})`,
  );
  return rows.map((row) => [listingKey(row.provider_id, row.title), row.id]);
}

/** The current versions of all promises on the listings. */
export async function promisesOf(reader: Reader, listingIds: string[]): Promise<[string, FrozenPromise][]> {
  const rows = await reader.query<FrozenPromise & { listingId: string; kind: string; text: string }>(
    sql`SELECT p.id AS promiseId, p.listing_id AS listingId, p.kind, v.id AS versionId, v.text, v.digest
     FROM service_promise p JOIN promise_version v ON v.id = p.current_version_id WHERE p.listing_id IN (${list(listingIds)})`,
  );
  return rows.map(({ listingId, kind, text, promiseId, versionId, digest }) => [
    promiseKey(listingId, kind, text),
    { promiseId, versionId, digest },
  ]);
}
