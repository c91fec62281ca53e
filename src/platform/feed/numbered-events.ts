import { HEARD, LoggedEvent, type NumberedEvent } from "../database/event.entity";
import type { Reader } from "../database/reader";
import { RowMapper } from "../database/row-mapper";
import { columnsOf } from "../database/row-shape";
import { raw, sql, type Sql } from "../database/sql";

const EVENT = RowMapper.of(LoggedEvent).shape(new Set(HEARD));

/** Events of the log in its order. `where` is about `p`, their positions, and `t`, themselves. */
export async function numberedEvents(reader: Reader, where: Sql, most?: number): Promise<NumberedEvent[]> {
  const rows = await reader.rows(
    sql`SELECT ${raw(columnsOf(EVENT, "t"))}, p.position FROM log_position p JOIN event_log t ON t.id = p.event_id WHERE ${where} ORDER BY p.position${most === undefined ? sql`` : sql` LIMIT ${most}`}`,
  );
  return rows.map((row) => Object.assign(EVENT.make(row), { position: row.at(-1) as number }));
}
