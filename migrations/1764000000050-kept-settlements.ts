import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, addReference, dropReference, minorUnits, optional, ref } from "./table";

/** What was agreed is owed as a remedy when it is not kept; an offer that is no money may say what it is worth. */
export class KeptSettlements1764000000050 implements MigrationInterface {
  name = "KeptSettlements1764000000050";

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, "offer", optional(minorUnits("instead_amount")));
    await addReference(runner, "remedy", optional(ref("settlement_id", "settlement")));
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropReference(runner, "remedy", "settlement_id");
    await runner.query("ALTER TABLE offer DROP COLUMN instead_amount");
  }
}
