import type { MigrationInterface, QueryRunner } from "typeorm";
import { bigint, createTable, dropTable, isMysql, json, optional, instant, table } from "./table";

const TABLES = [
  table("log_position", [bigint("position"), bigint("event_id")], { primary: ["position"], unique: [["event_id"]] }),
  table(
    "event_pending",
    [bigint("event_id"), instant("recorded_at"), optional(json("lasting")), optional(json("notices"))],
    { primary: ["event_id"] },
  ),
];

/** Events get their position after the commit. What had one before has it as its id as well. */
export class NumberedAfter1764000000070 implements MigrationInterface {
  name = "NumberedAfter1764000000070";

  async up(runner: QueryRunner): Promise<void> {
    for (const each of TABLES) await createTable(runner, each);
    await runner.query("INSERT INTO log_position (position, event_id) SELECT position, position FROM event_log");
    await runner.query(
      isMysql(runner)
        ? "ALTER TABLE event_log CHANGE position id bigint NOT NULL AUTO_INCREMENT"
        : "ALTER TABLE event_log RENAME COLUMN position TO id",
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    const waiting = (await runner.query("SELECT event_id FROM event_pending LIMIT 1")) as unknown[];
    if (waiting.length > 0) throw new Error("events wait for their position: a server that runs for a second gives it");
    if (isMysql(runner)) {
      await runner.query("ALTER TABLE event_log CHANGE id position bigint NOT NULL");
      // Past numbers that others still have.
      await runner.query(
        "UPDATE event_log e JOIN log_position p ON p.event_id = e.position SET e.position = -p.position",
      );
      await runner.query("UPDATE event_log SET position = -position");
    } else await runner.query("ALTER TABLE event_log RENAME COLUMN id TO position");
    for (const { name } of TABLES) await dropTable(runner, name);
  }
}
