import { setTimeout as delay } from "node:timers/promises";
import { createConnection, type Connection, type RowDataPacket } from "mysql2/promise";
import { hashEvent } from "../../src/platform/database/event-hash";

type Row = Record<string, unknown>;

/** The rows in the database, with ids, hashes and times made comparable: times as the difference from `base`. */
export async function readRows(
  url: string,
  base: number,
  queries: Record<string, [sql: string, ...params: (string | number)[]]>,
): Promise<Record<string, Row[]>> {
  const connection = await createConnection(url);
  const found: Record<string, Row[]> = {};
  await numbered(connection);
  for (const [name, [sql, ...params]] of Object.entries(queries)) {
    const [rows] = await connection.query<RowDataPacket[]>(sql, params);
    found[name] = rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([column, value]) => [column, comparable(column, value, base)])),
    );
  }
  await connection.end();
  return found;
}

/** Our server gives events their positions, the floor's too, within a second. */
async function numbered(connection: Connection): Promise<void> {
  for (;;) {
    const [waiting] = await connection.query<RowDataPacket[]>("SELECT event_id FROM event_pending LIMIT 1");
    if (waiting.length === 0) return;
    await delay(50);
  }
}

function comparable(column: string, value: unknown, base: number): unknown {
  if (
    column === "position" ||
    (column === "id" && typeof value === "number") ||
    column === "lease_token" ||
    column === "seq"
  )
    return "…";
  // A case's number in its year.
  if (column === "number" && Number(value) > 1e12) return "…";
  if (typeof value === "number") return value > 1e12 ? value - base : value;
  if (typeof value !== "string") return value;
  // Which rows of each kind, in whatever order.
  if (column === "touched") return [...new Set(withoutIds(value, base).split(" "))].sort().join(" ");
  return withoutIds(value, base);
}

const withoutIds = (value: string, base: number): string =>
  value
    .replace(/\b[0-9a-f]{64}\b/g, "(hash)")
    .replace(/\b[0-9a-f]{32}\b/g, "(salt)")
    .replace(/([a-z]{3})_[0-9a-z]{26}/g, "($1)")
    .replace(/\b1[0-9]{12}\b/g, (moment) => `(${Number(moment) - base} ms)`);

/** Throws unless each of the events is sealed correctly and follows from the one before it. */
export async function checkChain(
  url: string,
  table: "complaint" | "provider",
  streamId: string,
  fromSeq: number,
): Promise<void> {
  const connection = await createConnection(url);
  const [rows] = await connection.query<RowDataPacket[]>("SELECT * FROM event_log WHERE stream_id = ? ORDER BY seq", [
    streamId,
  ]);
  const [[head]] = await connection.query<RowDataPacket[]>(`SELECT event_seq, event_hash FROM ${table} WHERE id = ?`, [
    streamId,
  ]);
  await connection.end();
  rows.forEach((row, index) => {
    const {
      stream_id,
      seq,
      type,
      actor_id,
      actor_role,
      audience,
      at,
      data,
      salt,
      prev_hash,
      hash,
      hash_version,
      committed_rows,
    } = row as unknown as Record<string, string> & { seq: number; at: number; hash_version: number | null };
    if (seq !== index + 1) throw new Error(`${streamId}: event ${index + 1} is missing`);
    if (seq < fromSeq) return;
    const again = hashEvent({
      streamId: stream_id ?? "",
      seq,
      type: type ?? "",
      actorId: actor_id ?? null,
      actorRole: actor_role ?? "",
      audience: audience ?? "",
      at,
      hashVersion: hash_version,
      data: JSON.parse(data ?? "") as never,
      salt: salt ?? "",
      prevHash: prev_hash ?? "",
      committedRows: JSON.parse(committed_rows ?? "null") as Record<string, string> | null,
    });
    const before = index === 0 ? "0".repeat(64) : (rows[index - 1]?.hash as string);
    if (again !== hash || before !== prev_hash) throw new Error(`${streamId}: event ${seq} is not sealed correctly`);
  });
  const last = rows.at(-1);
  if (head?.event_seq !== last?.seq || head?.event_hash !== last?.hash)
    throw new Error(`${streamId}: its row does not have the last event's hash`);
}
