import type { Database } from "../database/database";
import { raw, sql, type Sql } from "../database/sql";

/** So many get their positions in one transaction. */
const MOST = 1_000;

/** What is committed and has no position. Of a stream never a later event without those before it: the look is one statement. */
export const LOOK = `SELECT event_id AS eventId, lasting IS NOT NULL AS isLasting, notices IS NOT NULL AS notifies
  FROM event_pending ORDER BY event_id LIMIT ${MOST}`;

export interface Waiting {
  eventId: number;
  isLasting: number;
  notifies: number;
}

/**
 * One text, so that the counter is never held while this process does something else. Ids grow along each stream, whose row its writers
 * lock; what commits late gets a later position, whatever its id. What another process has numbered since the look is left out.
 */
export function numberingOf(waiting: readonly Waiting[]): Sql[] {
  // Whole numbers of the database's own: nothing in them is to be escaped.
  const ids = raw(waiting.map(({ eventId }) => Math.trunc(eventId)).join(", "));
  return [
    sql`SELECT position INTO @before FROM feed_counter WHERE id = 1 FOR UPDATE`,
    sql`INSERT INTO log_position (position, event_id) SELECT @before + ROW_NUMBER() OVER (ORDER BY event_id), event_id
      FROM event_pending WHERE event_id IN (${ids})`,
    // As much work for no rows as for some.
    ...(waiting.some(({ isLasting }) => isLasting === 1) ? [TOPICS] : []),
    ...(waiting.some(({ notifies }) => notifies === 1) ? [NOTICES] : []),
    // Along the positions: a look at all that waits would wait for what is being written.
    sql`DELETE e FROM log_position p STRAIGHT_JOIN event_pending e ON e.event_id = p.event_id WHERE p.position > @before`,
    sql`UPDATE feed_counter SET position = (SELECT MAX(position) FROM log_position) WHERE id = 1`,
  ];
}

const TOPICS = raw(
  `INSERT INTO event_topic (topic, position, recorded_at) SELECT j.topic, p.position, e.recorded_at
    FROM log_position p STRAIGHT_JOIN event_pending e ON e.event_id = p.event_id
    JOIN JSON_TABLE(e.lasting, '$[*]' COLUMNS (topic VARCHAR(60) PATH '$')) j WHERE p.position > @before`,
);
const NOTICES = raw(
  `INSERT INTO notice (id, recipient_id, position, stream_id, at) SELECT j.id, j.recipient_id, p.position, t.stream_id, t.at
    FROM log_position p STRAIGHT_JOIN event_pending e ON e.event_id = p.event_id STRAIGHT_JOIN event_log t ON t.id = p.event_id
    JOIN JSON_TABLE(e.notices, '$[*]' COLUMNS (id VARCHAR(40) PATH '$[0]', recipient_id VARCHAR(40) PATH '$[1]')) j
    WHERE p.position > @before`,
);

/**
 * Gives every event that is committed by now its position, unless it has one; returns whether any had none. Any process does it for all:
 * what one that died has committed, the next one to look numbers. On SQLite they have it from the beginning.
 */
export async function numberEvents(database: Database): Promise<boolean> {
  if (database.isSqlite) return false;
  for (let found = false; ; found = true) {
    const waiting = await database.query<Waiting>(LOOK);
    if (waiting.length === 0) return found;
    const numbering = numberingOf(waiting);
    await database.transact(async (tx) => numbering.forEach((statement) => tx.executeUnseen(statement)));
    if (waiting.length < MOST) return true;
  }
}
