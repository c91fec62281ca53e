import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, code, json, optional } from "./table";

/**
 * Rules, and what the platform itself promises, are announced by somebody else than whoever wrote them. Without a key to the account: for it
 * SQLite would make anew tables that others refer to.
 */
export class SecondWords1764000000129 implements MigrationInterface {
  name = "SecondWords1764000000129";

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, "rule_draft", optional(code("written_by_id")));
    await addColumn(runner, "service_promise", optional(json("proposed")));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE service_promise DROP COLUMN proposed");
    await runner.query("ALTER TABLE rule_draft DROP COLUMN written_by_id");
  }
}
