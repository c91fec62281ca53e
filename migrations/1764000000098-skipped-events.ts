import type { MigrationInterface, QueryRunner } from "typeorm";
import { bigint, code, createTable, dropTable, instant, table, text } from "./table";

const SKIPPED = table(
  "skipped_event",
  [code("projection"), bigint("position"), code("type"), text("error"), text("reason"), instant("at")],
  { primary: ["projection", "position"] },
);

/** What projections had to pass over. */
export class SkippedEvents1764000000098 implements MigrationInterface {
  name = "SkippedEvents1764000000098";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, SKIPPED);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTable(runner, SKIPPED.name);
  }
}
