import type { MigrationInterface, QueryRunner } from "typeorm";
import { isMysql } from "./table";

const NAMES = ["queue", "register", "registerEntries", "vetting", "inspections"];

/** Every feed that somebody follows is found in `event_topic`, unless it is a history or an inbox: see decision 181. */
export class LastingFeeds1764000000097 implements MigrationInterface {
  name = "LastingFeeds1764000000097";

  async up(runner: QueryRunner): Promise<void> {
    for (const name of NAMES) await keep(runner, `'${name}'`);
    await keep(runner, isMysql(runner) ? "CONCAT('provider:', t.stream_id)" : "'provider:' || t.stream_id");
  }

  async down(runner: QueryRunner): Promise<void> {
    const names = NAMES.map((name) => `'${name}'`).join(", ");
    await runner.query(`DELETE FROM event_topic WHERE topic IN (${names}) OR topic LIKE 'provider:%'`);
  }
}

/** As the first of them were: an event was recorded not before those that stand before it. */
async function keep(runner: QueryRunner, topic: string): Promise<void> {
  const mysql = isMysql(runner);
  const isOnIt = mysql
    ? `CONCAT(' ', t.topics, ' ') LIKE CONCAT('% ', ${topic}, ' %')`
    : `' ' || t.topics || ' ' LIKE '% ' || ${topic} || ' %'`;
  await runner.query(
    `INSERT INTO event_topic (topic, position, recorded_at) SELECT ${topic}, t.position, t.recorded_at
     FROM (SELECT p.position, e.stream_id, e.topics, MAX(e.at) OVER (ORDER BY p.position) AS recorded_at
           FROM log_position p JOIN event_log e ON e.id = p.event_id) t
     WHERE ${isOnIt}`,
  );
  // What has yet to get its place in the log takes it along.
  if (mysql)
    await runner.query(
      `UPDATE event_pending w JOIN event_log t ON t.id = w.event_id
       SET w.lasting = JSON_ARRAY_APPEND(COALESCE(w.lasting, '[]'), '$', ${topic}) WHERE ${isOnIt}`,
    );
}
