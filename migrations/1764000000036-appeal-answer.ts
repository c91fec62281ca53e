import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, addReference, dropReference, instant, optional, ref, text } from "./table";

/** The other side answers an appeal before it is decided. */
export class AppealAnswer1764000000036 implements MigrationInterface {
  name = "AppealAnswer1764000000036";

  async up(runner: QueryRunner): Promise<void> {
    // Appeals that were filed before wait for no answer.
    await addColumn(runner, "appeal", instant("answer_due_at"), 0);
    await addColumn(runner, "appeal", optional(text("answer")));
    await addReference(runner, "appeal", optional(ref("answered_by_id", "account")));
    await addColumn(runner, "appeal", optional(instant("answered_at")));
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropReference(runner, "appeal", "answered_by_id");
    for (const name of ["answer_due_at", "answer", "answered_at"])
      await runner.query(`ALTER TABLE appeal DROP COLUMN ${name}`);
  }
}
