import type { MigrationInterface, QueryRunner } from "typeorm";
import { bigint, code, createTable, id, instant, ref } from "./table";

/** By which clock each stage was judged when the records began. */
const JUDGED_BY: Record<string, string> = {
  NEGOTIATING: "FIRST_RESPONSE",
  SETTLING: "SETTLEMENT_DUE",
  SUBMITTED: "ADMISSIBILITY",
  INFO_REQUESTED: "INFORMATION",
  UNDER_REVIEW: "REVIEW",
  APPEALED: "APPEAL_DECISION",
  ENFORCING: "REMEDY_DUE",
};

/** Notices and how far each person has read; and the first stage record of each case that is open already. */
export class Inbox1764000000007 implements MigrationInterface {
  name = "Inbox1764000000007";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      "notice",
      [id(), code("recipient_id"), bigint("position"), code("stream_id"), instant("at")],
      { unique: [["recipient_id", "position"]] },
    );
    await createTable(runner, "inbox_marker", [ref("account_id", "account"), bigint("read_up_to")], {
      primary: "account_id",
    });
    const clock = Object.entries(JUDGED_BY)
      .map(([stage, name]) => `WHEN '${stage}' THEN '${name}'`)
      .join(" ");
    await runner.query(
      `INSERT INTO stage_record (id, complaint_id, number, stage, entered_at, due_at)
       SELECT REPLACE(c.id, 'cmp_', 'stg_'), c.id, 1, c.status, c.status_since,
         (SELECT t.due_at FROM case_timer t WHERE t.complaint_id = c.id AND t.clock = CASE c.status ${clock} END)
       FROM complaint c WHERE c.status <> 'CLOSED' AND NOT EXISTS (SELECT 1 FROM stage_record s WHERE s.complaint_id = c.id)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("inbox_marker");
    await runner.dropTable("notice");
  }
}
