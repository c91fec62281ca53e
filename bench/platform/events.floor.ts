import { randomBytes } from "node:crypto";
import type { PoolConnection, ResultSetHeader } from "mysql2/promise";
import { HASH_VERSION, hashEvent } from "../../src/platform/database/event-hash";
import { newId } from "../../src/platform/ids";
import { Notice } from "../../src/platform/database/notice.entity";

export interface NewEvent {
  streamId: string;
  seq: number;
  type: string;
  actorId: string | null;
  actorRole: string;
  /** Separated by spaces. */
  topics: string;
  /** Those that can be read from their beginning, in addition. */
  lasting?: string[];
  audience: string;
  data: Record<string, string | number | null>;
  /** Whom it notifies. */
  notify: string[];
}

export interface SealedEvent extends NewEvent {
  at: number;
  hash: string;
  /** All columns except the position. */
  row: (string | number | null)[];
}

export function seal(event: NewEvent, prevHash: string, at: number): SealedEvent {
  const salt = randomBytes(16).toString("hex");
  const hash = hashEvent({ ...event, at, salt, prevHash, hashVersion: HASH_VERSION });
  const { streamId, seq, type, actorId, actorRole, audience, data, notify } = event;
  const topics = [event.topics, ...(event.lasting ?? []), ...notify.map((id) => `inbox:${id}`)].join(" ");
  return {
    ...event,
    at,
    row: [
      ...[streamId, seq, type, actorId, actorRole, topics, audience, at, JSON.stringify(data), salt, prevHash, hash],
      HASH_VERSION,
    ],
    hash,
  };
}

/** Takes the next positions and writes the events; the last step before the commit, because all writers wait for the counter. */
export async function writeEvents(
  connection: PoolConnection,
  events: SealedEvent[],
  touched: readonly string[] = [],
): Promise<void> {
  const [{ insertId: last }] = await connection.execute<ResultSetHeader>(
    "UPDATE feed_counter SET position = LAST_INSERT_ID(position + ?) WHERE id = 1",
    [events.length],
  );
  const tuple = `(${"?, ".repeat(14)}?)`;
  const first = last - events.length + 1;
  await connection.execute(
    `INSERT INTO event_log (position, stream_id, seq, type, actor_id, actor_role, topics, audience, at, data, salt, prev_hash, hash, hash_version, touched) VALUES ${events.map(() => tuple).join(", ")}`,
    events.flatMap(({ row }, index) => [first + index, ...row, index === 0 ? touched.join(" ") : ""]),
  );
  const lasting = events.flatMap(({ lasting = [], at }, index) => lasting.map((topic) => [first + index, topic, at]));
  if (lasting.length > 0)
    await connection.execute(
      `INSERT INTO event_topic (position, topic, recorded_at) VALUES ${lasting.map(() => "(?, ?, ?)").join(", ")}`,
      lasting.flat(),
    );
  const notices = events.flatMap(({ notify, streamId, at }, index) =>
    notify.map((recipientId) => [newId(Notice), recipientId, first + index, streamId, at]),
  );
  if (notices.length === 0) return;
  await connection.execute(
    `INSERT INTO notice (id, recipient_id, position, stream_id, at) VALUES ${notices.map(() => "(?, ?, ?, ?, ?)").join(", ")}`,
    notices.flat(),
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
