import type { MigrationInterface, QueryRunner } from "typeorm";
import { constraintName } from "../src/platform/database/naming";
import { addColumn, code, createTable, dropTable, id, instant, integer, optional, ref, table, text } from "./table";

const DAY = 24 * 3_600_000;
const WAITING = constraintName("ix", "penalty", ["status", "approval_due_at"]);
const INTERIM_MEASURE = table(
  "interim_measure",
  [
    id(),
    ref("complaint_id", "complaint"),
    ref("provider_id", "provider"),
    optional(ref("listing_id", "listing")),
    code("kind"),
    integer("days"),
    code("status"),
    text("reason"),
    ref("proposed_by_id", "account"),
    instant("proposed_at"),
    optional(ref("confirmed_by_id", "account")),
    optional(instant("starts_at")),
    optional(instant("ends_at")),
    optional(code("renews_id")),
    optional(code("ended_because")),
    optional(text("end_reason")),
    optional(text("review_text")),
    optional(instant("review_asked_at")),
    optional(ref("review_decided_by_id", "account")),
    optional(instant("review_decided_at")),
    optional(text("review_reason")),
    optional(instant("waits_since")),
  ],
  {
    index: [
      ["complaint_id", "id"],
      ["provider_id", "ends_at"],
      ["ends_at"],
      ["waits_since", "id"],
      ["listing_id"],
      ["proposed_by_id"],
      ["confirmed_by_id"],
      ["review_decided_by_id"],
    ],
  },
);

/** New orders are paused while a grave case is examined, or a penalty waits for approval; and that wait has a clock. */
export class Interim1764000000041 implements MigrationInterface {
  name = "Interim1764000000041";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, INTERIM_MEASURE);
    await addColumn(runner, "penalty", optional(instant("approval_due_at")));
    await addColumn(runner, "penalty", optional(instant("approval_late_at")));
    // What waits already was ordered when waiting paused nothing. Its clock begins now, or when its hearing ends.
    await addColumn(runner, "penalty", integer("pauses_while_waiting"), 0);
    await runner.query(`CREATE INDEX ${WAITING} ON penalty (status, approval_due_at)`);
    const now = Date.now();
    await runner.query(
      `UPDATE penalty SET approval_due_at = 3 * ${DAY} + CASE WHEN hearing_until > ${now} THEN hearing_until ELSE ${now} END WHERE status = 'AWAITING_APPROVAL'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex("penalty", WAITING);
    for (const name of ["pauses_while_waiting", "approval_late_at", "approval_due_at"])
      await runner.query(`ALTER TABLE penalty DROP COLUMN ${name}`);
    await dropTable(runner, "interim_measure");
  }
}
