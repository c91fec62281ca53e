import type { Reader } from "../../../platform/database/reader";
import type { EntityClass } from "../../../platform/database/row-mapper";

const PAGE = 500;

/** The case's rows in a table, the oldest first, a page in memory at a time. */
export async function* rowsOf<T extends { id: string; complaintId: string }>(
  db: Reader,
  entity: EntityClass<T>,
  complaintId: string,
): AsyncGenerator<T> {
  const mapper = db.mapper(entity);
  const sql = `SELECT ${mapper.select("t")} FROM ${mapper.table} t WHERE t.complaint_id = ? AND t.id > ? ORDER BY t.id LIMIT ${PAGE}`;
  for (let after = ""; ;) {
    const rows = await db.query(sql, [complaintId, after]);
    for (const row of rows) yield mapper.hydrate(row);
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.id as string;
  }
}
