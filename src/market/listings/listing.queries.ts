import type { Reader } from "../../platform/database/reader";
import { allOf, sql } from "../../platform/database/sql";
import { Connection, type Page, type PageArgs } from "../../platform/graphql/connection";
import { page } from "../../platform/graphql/keyset-page";
import type { Context } from "../../platform/graphql/context";
import { isMemberOf, isStaff } from "../../accounts/actor/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { batchLoader } from "./batch-loader";
import { Listing } from "./listing.entity";
import { maySeeListing } from "./listing.policy";
import { Provider } from "../providers/provider.entity";
import { restrictionsByProvider } from "./restrictions";

export const ListingConnection = Connection(Listing, "Listing");

/** NOT_FOUND alike for absent ones, hidden ones and ids of other things. */
export async function readListing(context: Context, id: string, field = "id"): Promise<Listing> {
  const listing = isIdOf(Listing, id) ? await context.loaders.byId(Listing, id) : null;
  if (!listing || !maySeeListing(context.actor, listing)) throw new Refusal("NOT_FOUND", { field });
  return listing;
}

/** All listings of a provider, drafts too, newest first; for its members and staff. */
export async function providerListings(
  context: Context,
  providerId: string,
  text: string | null,
  args: PageArgs,
): Promise<Page<Listing>> {
  if (!isIdOf(Provider, providerId) || !(isMemberOf(context.actor, providerId) || isStaff(context.actor))) {
    throw new Refusal("NOT_FOUND", { field: "providerId" });
  }
  return page(context, args, {
    entity: Listing,
    // Of one provider there are few: no index is needed.
    where: allOf([sql`t.provider_id = ${providerId}`, text !== null && sql`INSTR(LOWER(t.title), LOWER(${text})) > 0`]),
    by: "createdAt",
    direction: "DESC",
  });
}

export const MOST_CATEGORIES = 100;

/** Skips along the index of statuses from one category to the next. In one statement MariaDB would read every listing, again for each skip. */
export async function listedCategories(reader: Reader): Promise<string[]> {
  const found: string[] = [];
  while (found.length < MOST_CATEGORIES) {
    const [row] = await reader.query<{ category: string | null }>(
      "SELECT MIN(category) AS category FROM listing WHERE status = 'LISTED' AND category > ?",
      [found.at(-1) ?? ""],
    );
    if (!row?.category) break;
    found.push(row.category);
  }
  return found;
}

/** What restricts a provider now; null when nothing does. */
export const loadRestrictions = batchLoader((context, providerIds) =>
  restrictionsByProvider(context.db, providerIds, context.nowAgainst("penalty", "interim_measure")),
);
