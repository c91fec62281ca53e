import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Pool, PoolConnection, ResultSetHeader, RowDataPacket } from "mysql2/promise";
import { commitTo, lastingOf, nameOfRow, saidBy } from "../../src/platform/database/append-only";
import { HASH_VERSION, hashEvent } from "../../src/platform/database/event-hash";
import type { EntityClass } from "../../src/platform/database/row-mapper";
import { LOOK, numberingOf, type Waiting } from "../../src/platform/feed/number-events";
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
  /** What was written with it, which it commits to. */
  commits?: Committed[];
}

/** A row, by the names of its entity. */
export type Committed = readonly [EntityClass<object>, { id: string }];

export interface SealedEvent extends NewEvent {
  at: number;
  hash: string;
  /** All columns except the id. */
  row: (string | number | null)[];
}

export function seal(event: NewEvent, prevHash: string, at: number): SealedEvent {
  const salt = randomBytes(16).toString("hex");
  const committedRows = commitments(event.commits, salt);
  const hash = hashEvent({ ...event, at, salt, prevHash, hashVersion: HASH_VERSION, committedRows });
  const { streamId, seq, type, actorId, actorRole, audience, data, notify } = event;
  const topics = [
    ...(event.topics ? [event.topics] : []),
    ...(event.lasting ?? []),
    ...notify.map((id) => `inbox:${id}`),
  ].join(" ");
  return {
    ...event,
    at,
    row: [
      ...[streamId, seq, type, actorId, actorRole, topics, audience, at, JSON.stringify(data), salt, prevHash, hash],
      HASH_VERSION,
      committedRows && JSON.stringify(committedRows),
    ],
    hash,
  };
}

function commitments(rows: Committed[] | undefined, salt: string): Record<string, string> | null {
  if (!rows) return null;
  const named = rows.map(([entity, row]) => {
    const lasting = lastingOf(entity);
    if (!lasting) throw new Error(`${entity.name} is not kept as it was written`);
    const name = nameOfRow(lasting.table, row.id);
    return [name, commitTo(name, saidBy(lasting, row), salt)] as const;
  });
  return Object.fromEntries(named);
}

/** Writes the events, and what is to be written when they get their positions. */
export async function writeEvents(
  connection: PoolConnection,
  events: SealedEvent[],
  touched: readonly string[] = [],
): Promise<void> {
  const tuple = `(${"?, ".repeat(14)}?)`;
  const [{ insertId: first }] = await connection.execute<ResultSetHeader>(
    `INSERT INTO event_log (stream_id, seq, type, actor_id, actor_role, topics, audience, at, data, salt, prev_hash, hash, hash_version, committed_rows, touched) VALUES ${events.map(() => tuple).join(", ")}`,
    events.flatMap(({ row }, index) => [...row, index === 0 ? touched.join(" ") : ""]),
  );
  await connection.execute(
    `INSERT INTO event_pending (event_id, recorded_at, lasting, notices) VALUES ${events.map(() => "(?, ?, ?, ?)").join(", ")}`,
    events.flatMap(({ at, lasting = [], notify }, index) => [
      first + index,
      at,
      lasting.length > 0 ? JSON.stringify(lasting) : null,
      notify.length > 0 ? JSON.stringify(notify.map((recipientId) => [newId(Notice), recipientId])) : null,
    ]),
  );
}

const REST_MS = 50;
let isNumbering = false;

/**
 * Gives what is committed its position in the log, without which nobody hears of it: all that has come within a rest together. The
 * statements are shared code.
 */
export async function numberSoon(pool: Pool): Promise<void> {
  if (isNumbering) return;
  isNumbering = true;
  try {
    await delay(REST_MS);
    const [waiting] = await pool.query<(Waiting & RowDataPacket)[]>(LOOK);
    if (waiting.length === 0) return;
    const connection = await pool.getConnection();
    await transact(connection, async () => {
      for (const { text, params } of numberingOf(waiting)) await connection.query(text, [...params]);
    });
  } finally {
    isNumbering = false;
  }
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
