import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, instant, optional } from "./table";

const COLUMNS = ["consumer_saw_up_to", "provider_saw_up_to"];

/** How far each side has seen the thread. */
export class Seen1764000000064 implements MigrationInterface {
  name = "Seen1764000000064";

  async up(runner: QueryRunner): Promise<void> {
    for (const name of COLUMNS) await addColumn(runner, "complaint", optional(instant(name)));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of COLUMNS) await runner.query(`ALTER TABLE complaint DROP COLUMN ${name}`);
  }
}
