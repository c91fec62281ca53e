import { PUBLIC_STATUSES } from "../../market/providers/provider.policy";
import type { Reader } from "../../platform/database/reader";
import { list, sql, type Sql } from "../../platform/database/sql";

/** The pages that are there whatever happened. */
const STANDING = ["/", "/search", "/public-register", "/guides", "/rules", "/house-rules", "/public-figures"];

/** The newest of each kind; with the others well below the 50,000 addresses that one file may have. */
const MOST = 10_000;

/** The addresses of all public pages, as far as one file holds them. */
export async function publicAddresses(reader: Reader): Promise<string[]> {
  const statuses = list([...PUBLIC_STATUSES]);
  const [guides, providers, listings, entries] = await Promise.all([
    idsBy(
      reader,
      sql`SELECT g.code AS id FROM guide g WHERE g.withdrawn_at IS NULL
            AND EXISTS (SELECT 1 FROM guide_version v WHERE v.guide_id = g.id AND v.status = 'PUBLISHED')
          ORDER BY g.code LIMIT ${MOST}`,
    ),
    idsBy(reader, sql`SELECT p.id FROM provider p WHERE p.status IN (${statuses}) ORDER BY p.id DESC LIMIT ${MOST}`),
    idsBy(
      reader,
      sql`SELECT l.id FROM listing l JOIN provider p ON p.id = l.provider_id
          WHERE l.status = 'LISTED' AND p.status IN (${statuses}) ORDER BY l.id DESC LIMIT ${MOST}`,
    ),
    idsBy(reader, sql`SELECT e.id FROM register_entry e ORDER BY e.number DESC LIMIT ${MOST}`),
  ]);
  return [
    ...STANDING,
    ...guides.map((id) => `/guides/${id}`),
    ...providers.map((id) => `/providers/${id}`),
    ...listings.map((id) => `/listings/${id}`),
    ...entries.map((id) => `/public-register/${id}`),
  ];
}

const idsBy = async (reader: Reader, statement: Sql): Promise<string[]> =>
  (await reader.query<{ id: string }>(statement)).map(({ id }) => id);
