import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, code, optional, text } from "./table";

/** One order and promise is decided once: why a case was not accepted, and what is new since another decided the matter. */
export class Finality1764000000033 implements MigrationInterface {
  name = "Finality1764000000033";

  async up(runner: QueryRunner): Promise<void> {
    for (const column of [text("new_facts"), code("decided_case_id"), code("refusal_ground")])
      await addColumn(runner, "complaint", optional(column));
    await runner.query(`UPDATE complaint SET refusal_ground = (
      SELECT JSON_EXTRACT(e.data, '$.ground') FROM event_log e
      WHERE e.stream_id = complaint.id AND e.type = 'COMPLAINT_REFUSED' AND e.at = complaint.closed_at ORDER BY e.seq DESC LIMIT 1
    ) WHERE closure_reason = 'NOT_ACCEPTED'`);
    // MySQL leaves the quotes of JSON around the text.
    await runner.query(`UPDATE complaint SET refusal_ground = REPLACE(refusal_ground, '"', '')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ["new_facts", "decided_case_id", "refusal_ground"])
      await runner.query(`ALTER TABLE complaint DROP COLUMN ${name}`);
  }
}
