import { sweepDue, type Sweep } from "../../platform/database/sweep-due";
import type { Tx } from "../../platform/database/tx";
import { indexListing } from "./index-listing";
import { SearchDocument } from "./search-document.entity";
import { lockIndex } from "./write-document";

/** So many listings in one transaction. */
const AT_ONCE = 20;

/** Reads anew the listings of providers whose name or promises have changed, some at a time. */
export const sweepRefreshes: Sweep = ({ database, log }) =>
  sweepDue(database, log, {
    find: async (limit) =>
      (
        await database.query<{ id: string }>(
          // Not IS NOT NULL, for which SQLite uses no index.
          `SELECT id FROM search_document WHERE refresh_after >= '' ORDER BY refresh_after LIMIT ${limit}`,
        )
      ).map(({ id }) => id),
    act: refreshSome,
    what: "a provider's listings could not be indexed anew",
  });

async function refreshSome(tx: Tx, providerId: string): Promise<boolean> {
  const head = await lockIndex(tx);
  const document = await tx.byId(SearchDocument, providerId);
  if (!document || document.refreshAfter === null) return false;
  const listings = await tx.query<{ id: string }>(
    `SELECT id FROM listing WHERE provider_id = ? AND id > ? ORDER BY id LIMIT ${AT_ONCE}`,
    [providerId, document.refreshAfter],
  );
  for (const { id } of listings) await indexListing(tx, head, id);
  tx.change(document, { refreshAfter: listings.length < AT_ONCE ? null : (listings.at(-1)?.id ?? null) });
  return true;
}
