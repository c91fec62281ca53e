import type { Reader } from "../../platform/database/reader";
import { list, sql } from "../../platform/database/sql";
import type { FormerDescription } from "./former-description.entity";
import type { Listing } from "./listing.entity";

/** When a listing ceased to say something; not what. */
export type Reworded = Pick<FormerDescription, "listingId" | "version" | "until">;

/** Of these listings, each one's oldest first. */
export const rewordingsOf = (reader: Reader, listingIds: readonly string[]): Promise<Reworded[]> =>
  reader.query(
    sql`SELECT listing_id AS listingId, version, until FROM former_description WHERE listing_id IN (${list(listingIds)}) ORDER BY version`,
  );

/** A version of the listing that said of the service what was read at that moment. */
export const versionAt = ({ id, version }: Listing, rewordings: readonly Reworded[], at: number): number =>
  rewordings.find(({ listingId, until }) => listingId === id && until > at)?.version ?? version;
