import Sqlite from "better-sqlite3";
import { createConnection } from "mysql2/promise";
import { eventually } from "../support/eventually";

export type Row = Record<string, unknown>;

/** An event as it stands in the database, with the notices it put into inboxes. */
export interface LogEntry {
  position: number;
  streamId: string;
  seq: number;
  type: string;
  audience: string;
  topics: string[];
  data: Row;
  notices: { id: string; recipientId: string }[];
}

/** The whole log, in its order. */
export async function readLog(databaseUrl: string): Promise<LogEntry[]> {
  // A node that runs gives each event its position within a second of the commit.
  await eventually(async () => {
    const waiting = await select(databaseUrl, "SELECT event_id FROM event_pending LIMIT 1");
    if (waiting.length > 0) throw new Error("an event has no position yet");
  });
  const events = await select(
    databaseUrl,
    "SELECT p.position, t.stream_id, t.seq, t.type, t.audience, t.topics, t.data FROM log_position p JOIN event_log t ON t.id = p.event_id ORDER BY p.position",
  );
  const log = events.map(({ position, stream_id, seq, type, audience, topics, data }) => ({
    position: Number(position),
    streamId: String(stream_id),
    seq: Number(seq),
    type: String(type),
    audience: String(audience),
    topics: String(topics).split(" "),
    data: JSON.parse(String(data)),
    notices: [] as LogEntry["notices"],
  }));
  const byPosition = new Map(log.map((entry) => [entry.position, entry]));
  for (const { id, recipient_id, position } of await select(
    databaseUrl,
    "SELECT id, recipient_id, position FROM notice",
  ))
    byPosition.get(Number(position))?.notices.push({ id: String(id), recipientId: String(recipient_id) });
  return log;
}

/** Straight from the database, past the product. */
export async function select(databaseUrl: string, sql: string): Promise<Row[]> {
  if (databaseUrl.startsWith("sqlite:")) {
    const database = new Sqlite(databaseUrl.slice("sqlite:".length), { readonly: true });
    try {
      return database.prepare(sql).all() as Row[];
    } finally {
      database.close();
    }
  }
  const connection = await createConnection(databaseUrl);
  try {
    const [rows] = await connection.query(sql);
    return rows as Row[];
  } finally {
    await connection.end();
  }
}
