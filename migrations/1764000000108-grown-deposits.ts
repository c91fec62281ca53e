import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTable, dropTable, id, instant, ref, table } from "./table";

const GROWN = table("grown_deposit", [id(), ref("provider_id", "provider"), instant("grown_at")], {
  unique: [["provider_id"]],
});

/** Deposits to which money came back, and whose waiting consumers are to be paid. */
export class GrownDeposits1764000000108 implements MigrationInterface {
  name = "GrownDeposits1764000000108";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, GROWN);
    // Until now they waited for the next payment.
    await runner.query(
      `INSERT INTO grown_deposit (id, provider_id, grown_at)
       SELECT DISTINCT REPLACE(provider_id, 'prv_', 'grw_'), provider_id, 0 FROM deposit_entry
       WHERE purpose IN ('FINE_REFUND', 'COMPENSATION_RETURNED')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTable(runner, GROWN.name);
  }
}
