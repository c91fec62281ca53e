import type { Reader } from "../../platform/database/reader";
import { sql } from "../../platform/database/sql";

/** Of the events after a position, in the log's order; hex. */
export async function eventHashes(reader: Reader, after: number, count: number): Promise<string[]> {
  const rows = await reader.query<{ hash: string }>(
    sql`SELECT t.hash FROM log_position p JOIN event_log t ON t.id = p.event_id WHERE p.position > ${after} AND p.position <= ${after + count} ORDER BY p.position`,
  );
  return rows.map(({ hash }) => hash);
}

/** Of an event by its place in its history; null while it has none. */
export async function positionOf(reader: Reader, streamId: string, seq: number): Promise<number | null> {
  const [row] = await reader.query<{ position: number }>(
    sql`SELECT p.position FROM event_log t JOIN log_position p ON p.event_id = t.id WHERE t.stream_id = ${streamId} AND t.seq = ${seq}`,
  );
  return row?.position ?? null;
}
