import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, json, optional, text } from "./table";

/** A decision says what it rests on, and what refutes a presumption. */
export class Grounds1764000000049 implements MigrationInterface {
  name = "Grounds1764000000049";

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, "ruling", optional(text("presumption_rebutted_because")));
    await addColumn(runner, "ruling_finding", optional(json("evidence_ids")));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE ruling DROP COLUMN presumption_rebutted_because");
    await runner.query("ALTER TABLE ruling_finding DROP COLUMN evidence_ids");
  }
}
