import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, instant, optional } from "./table";

const DAY = 24 * 3_600_000;

/** Whoever has to answer a contest about its licence, or what an inspection found, is reminded before its time is over. */
export class AnswersNear1764000000130 implements MigrationInterface {
  name = "AnswersNear1764000000130";

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, "licence_contest", optional(instant("remind_at")));
    await addColumn(runner, "inspection", optional(instant("remind_at")));
    await runner.query(
      `UPDATE licence_contest SET remind_at = answer_until - ${DAY} WHERE status = 'OPEN' AND answered_at IS NULL`,
    );
    await runner.query(
      `UPDATE inspection SET remind_at = answer_due_at - ${DAY} WHERE status = 'OPEN' AND statement_at IS NULL AND silent_at IS NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE inspection DROP COLUMN remind_at");
    await runner.query("ALTER TABLE licence_contest DROP COLUMN remind_at");
  }
}
