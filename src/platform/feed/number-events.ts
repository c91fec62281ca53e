import type { Database } from "../database/database";

/** So many get their positions in one transaction. */
const MOST = 1_000;

/**
 * One text, so that the counter is never held while this process does something else. Ids grow along each stream, whose row its writers
 * lock; what commits late gets a later position, whatever its id.
 */
export const NUMBERING = [
  "SELECT position INTO @before FROM feed_counter WHERE id = 1 FOR UPDATE",
  `INSERT INTO log_position (position, event_id) SELECT @before + ROW_NUMBER() OVER (ORDER BY event_id), event_id
    FROM (SELECT event_id FROM event_pending ORDER BY event_id LIMIT ${MOST}) waiting`,
  `INSERT INTO event_topic (topic, position, recorded_at) SELECT j.topic, p.position, e.recorded_at
    FROM log_position p STRAIGHT_JOIN event_pending e ON e.event_id = p.event_id
    JOIN JSON_TABLE(e.lasting, '$[*]' COLUMNS (topic VARCHAR(60) PATH '$')) j WHERE p.position > @before`,
  `INSERT INTO notice (id, recipient_id, position, stream_id, at) SELECT j.id, j.recipient_id, p.position, t.stream_id, t.at
    FROM log_position p STRAIGHT_JOIN event_pending e ON e.event_id = p.event_id STRAIGHT_JOIN event_log t ON t.id = p.event_id
    JOIN JSON_TABLE(e.notices, '$[*]' COLUMNS (id VARCHAR(40) PATH '$[0]', recipient_id VARCHAR(40) PATH '$[1]')) j
    WHERE p.position > @before`,
  // Along the positions: a look at all that waits would wait for what is being written.
  "DELETE e FROM log_position p STRAIGHT_JOIN event_pending e ON e.event_id = p.event_id WHERE p.position > @before",
  "UPDATE feed_counter SET position = (SELECT MAX(position) FROM log_position) WHERE id = 1",
];

/**
 * Gives every event that is committed by now its position, unless it has one; returns whether any had none. Any process does it for all:
 * what one that died has committed, the next one to look numbers. On SQLite they have it from the beginning.
 */
export async function numberEvents(database: Database): Promise<boolean> {
  if (database.isSqlite) return false;
  for (let found = false; ; found = true) {
    const [row] = await database.query<{ waiting: number }>(
      `SELECT COUNT(*) AS waiting FROM (SELECT event_id FROM event_pending LIMIT ${MOST}) pending`,
    );
    const waiting = row?.waiting ?? 0;
    if (waiting === 0) return found;
    await database.transact(async (tx) => NUMBERING.forEach((statement) => tx.executeUnseen(statement)));
    if (waiting < MOST) return true;
  }
}
