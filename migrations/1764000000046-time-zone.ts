import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, code, optional } from "./table";

/** Messages tell times by the reader's own clock. */
export class TimeZone1764000000046 implements MigrationInterface {
  name = "TimeZone1764000000046";

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, "account", optional(code("time_zone", 64)));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE account DROP COLUMN time_zone");
  }
}
