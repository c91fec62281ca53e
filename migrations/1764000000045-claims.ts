import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, minorUnits, optional, ref, setNullable } from "./table";

/** A promise's own compensation is claimed, and paid without a ruling. */
export class Claims1764000000045 implements MigrationInterface {
  name = "Claims1764000000045";

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, "complaint", optional(minorUnits("claim_amount")));
    await setNullable(runner, "remedy", ref("ruling_id", "ruling"), true);
  }

  /** Only while nothing was paid without a ruling: then there is no way back. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DELETE FROM remedy WHERE ruling_id IS NULL");
    await setNullable(runner, "remedy", ref("ruling_id", "ruling"), false);
    await runner.query("ALTER TABLE complaint DROP COLUMN claim_amount");
  }
}
