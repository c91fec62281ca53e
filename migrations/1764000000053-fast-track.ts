import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, code, minorUnits, optional } from "./table";

/** Small sums take a fast track, and what was received because of a ruling that was reversed counts towards the next one. */
export class FastTrack1764000000053 implements MigrationInterface {
  name = "FastTrack1764000000053";

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, "complaint", code("track"), "STANDARD");
    await addColumn(runner, "complaint", optional(minorUnits("claimed_in_all")));
    await addColumn(runner, "remedy", minorUnits("credited_amount"), 0);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE remedy DROP COLUMN credited_amount");
    for (const name of ["claimed_in_all", "track"]) await runner.query(`ALTER TABLE complaint DROP COLUMN ${name}`);
  }
}
