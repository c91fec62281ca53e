import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, optional, text } from "./table";

export class Touched1764000000061 implements MigrationInterface {
  /** Events of before, and those of nodes that have not been upgraded, do not say what they changed. */
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, "event_log", optional(text("touched")));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE event_log DROP COLUMN touched");
  }
}
