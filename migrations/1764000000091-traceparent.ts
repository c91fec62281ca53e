import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, line, optional } from "./table";

/** Where in a trace an event was recorded, so that what it is delivered to belongs to the same one. */
export class Traceparent1764000000091 implements MigrationInterface {
  name = "Traceparent1764000000091";

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, "event_log", optional(line("traceparent", 55)));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE event_log DROP COLUMN traceparent");
  }
}
