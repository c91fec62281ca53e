import type { Reader } from "../../../platform/database/reader";
import type { EntityClass } from "../../../platform/database/row-mapper";
import { raw, sql } from "../../../platform/database/sql";

const PAGE = 500;

/** The case's rows in a table, the oldest first, a page in memory at a time. */
export async function* rowsOf<T extends { id: string; complaintId: string }>(
  db: Reader,
  entity: EntityClass<T>,
  complaintId: string,
): AsyncGenerator<T> {
  const table = raw(db.mapper(entity).table);
  for (let after = ""; ;) {
    const rows = await db.select(
      entity,
      sql`FROM ${table} t WHERE t.complaint_id = ${complaintId} AND t.id > ${after} ORDER BY t.id LIMIT ${PAGE}`,
    );
    for (const row of rows) {
      after = row.id;
      yield row;
    }
    if (rows.length < PAGE) return;
  }
}
