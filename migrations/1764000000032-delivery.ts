import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, code, instant, json, minorUnits, optional, text } from "./table";

/** A remedy that is not performed is owed in money, and its proof can be contested. */
export class Delivery1764000000032 implements MigrationInterface {
  name = "Delivery1764000000032";

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, "remedy", minorUnits("instead_amount"), 0);
    await addColumn(runner, "remedy", optional(code("instead_currency", 3)));
    await addColumn(runner, "remedy", minorUnits("set_aside_amount"), 0);
    for (const column of [json("proof_evidence"), text("contest_reason")])
      await addColumn(runner, "remedy", optional(column));
    for (const name of ["verification_requested_at", "check_since", "verified_at"])
      await addColumn(runner, "remedy", optional(instant(name)));
    await runner.query(`UPDATE remedy SET
      instead_currency = (SELECT o.price_currency FROM complaint c JOIN service_order o ON o.id = c.order_id WHERE c.id = remedy.complaint_id),
      instead_amount = CASE WHEN kind IN ('REFUND_PART', 'CREDIT') THEN amount
        WHEN kind IN ('REFUND_FULL', 'RETURN_AND_REFUND')
        THEN (SELECT o.price_amount FROM complaint c JOIN service_order o ON o.id = c.order_id WHERE c.id = remedy.complaint_id)
        ELSE 0 END`);
    await runner.query("UPDATE remedy SET set_aside_amount = instead_amount WHERE set_aside_at IS NOT NULL");
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ADDED) await runner.query(`ALTER TABLE remedy DROP COLUMN ${name}`);
  }
}

const ADDED = [
  "instead_amount",
  "instead_currency",
  "set_aside_amount",
  "proof_evidence",
  "contest_reason",
  "verification_requested_at",
  "check_since",
  "verified_at",
];
