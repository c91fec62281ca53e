import type { MigrationInterface, QueryRunner } from "typeorm";
import { bigint, createTable, dropTable, id, instant, integer, optional, table } from "./table";

const PLACE = table("event_relay_place", [id(), bigint("position"), integer("replays")]);
const DAYS = table("warehouse_day", [id(), bigint("position"), optional(instant("written_at"))]);

/** How far the log has left the platform, and which of its days are in the warehouse. */
export class EventsOut1764000000104 implements MigrationInterface {
  name = "EventsOut1764000000104";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, PLACE);
    await runner.query("INSERT INTO event_relay_place (id, position, replays) VALUES ('events-out', 0, 0)");
    await createTable(runner, DAYS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTable(runner, DAYS.name);
    await dropTable(runner, PLACE.name);
  }
}
