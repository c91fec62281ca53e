import { randomBytes } from "node:crypto";
import type { PoolConnection, ResultSetHeader } from "mysql2/promise";
import { hashEvent } from "../../src/platform/feed/event-hash";

export interface NewEvent {
  streamId: string;
  seq: number;
  type: string;
  actorId: string;
  actorRole: string;
  topics: string;
  audience: string;
  data: Record<string, string | number | null>;
}

/** Seals one event; answers its row, but for the position, and its hash. */
export function seal(event: NewEvent, prevHash: string, at: number): { row: (string | number)[]; hash: string } {
  const salt = randomBytes(16).toString("hex");
  const hash = hashEvent({ ...event, at, salt, prevHash });
  const { streamId, seq, type, actorId, actorRole, topics, audience, data } = event;
  return {
    row: [streamId, seq, type, actorId, actorRole, topics, audience, at, JSON.stringify(data), salt, prevHash, hash],
    hash,
  };
}

/** Takes the next positions and writes the events; the last thing before the commit, because everybody waits for the counter. */
export async function writeEvents(connection: PoolConnection, rows: (string | number)[][]): Promise<void> {
  const [{ insertId: last }] = await connection.execute<ResultSetHeader>(
    "UPDATE feed_counter SET position = LAST_INSERT_ID(position + ?) WHERE id = 1",
    [rows.length],
  );
  const tuple = `(${"?, ".repeat(12)}?)`;
  await connection.execute(
    `INSERT INTO event_log (position, stream_id, seq, type, actor_id, actor_role, topics, audience, at, data, salt, prev_hash, hash) VALUES ${rows.map(() => tuple).join(", ")}`,
    rows.flatMap((row, index) => [last - rows.length + 1 + index, ...row]),
  );
}

/** All or nothing on one connection. */
export async function transact<T>(connection: PoolConnection, work: () => Promise<T>): Promise<T> {
  try {
    await connection.query("START TRANSACTION");
    const result = await work();
    await connection.query("COMMIT");
    return result;
  } catch (error) {
    await connection.query("ROLLBACK");
    throw error;
  } finally {
    connection.release();
  }
}
