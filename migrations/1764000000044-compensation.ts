import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, code, json, optional, text } from "./table";

const BASES: readonly (readonly [table: string, column: string])[] = [
  ["complaint", "demand_basis"],
  ["offer", "basis"],
  ["remedy", "basis"],
];

/** Compensation beyond the price, on its basis and with its proof. */
export class Compensation1764000000044 implements MigrationInterface {
  name = "Compensation1764000000044";

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, column] of BASES) await addColumn(runner, table, optional(code(column)));
    await addColumn(runner, "remedy", optional(text("ground")));
    await addColumn(runner, "remedy", optional(json("loss_evidence")));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ["ground", "loss_evidence"]) await runner.query(`ALTER TABLE remedy DROP COLUMN ${name}`);
    for (const [table, column] of BASES) await runner.query(`ALTER TABLE ${table} DROP COLUMN ${column}`);
  }
}
