import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, addReference, code, dropReference, instant, optional, ref, text } from "./table";

/** What an inspected provider was told and says to it; and how an outside procedure ended. */
export class Heard1764000000051 implements MigrationInterface {
  name = "Heard1764000000051";

  async up(runner: QueryRunner): Promise<void> {
    for (const column of HEARING) await addColumn(runner, "inspection", optional(column));
    await addReference(runner, "inspection", optional(ref(BY, "account")));
    await addColumn(runner, "case_stay", optional(code("result")));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE case_stay DROP COLUMN result");
    await dropReference(runner, "inspection", BY);
    for (const { name } of HEARING) await runner.query(`ALTER TABLE inspection DROP COLUMN ${name}`);
  }
}

const HEARING = [
  text("told"),
  instant("told_at"),
  instant("answer_due_at"),
  text("statement"),
  instant("statement_at"),
  instant("silent_at"),
];
const BY = "statement_by_id";
