import type { MigrationInterface, QueryRunner } from "typeorm";
import { addColumn, json, optional } from "./table";
import { keepRows, letRowsGo } from "./triggers";

/** Tables whose rows stay as they were written, with the columns that do not. */
export const KEPT: Record<string, readonly string[]> = {
  access_log: [],
  appeal: [
    "status",
    "answer_due_at",
    "answer",
    "answered_by_id",
    "answered_at",
    "decided_by_id",
    "decided_at",
    "reason",
  ],
  deposit_entry: [],
  event_log: [],
  log_position: [],
  evidence: [
    "status",
    "media_type",
    "storage_key",
    "shown_key",
    "shown_sha256",
    "shown_size",
    "superseded_by_id",
    "late_decision",
    "late_reason",
    "late_decided_at",
    "late_decided_by_id",
    "stored_at",
    "late",
  ],
  message: [],
  offer: ["accepted_by_side", "accepted_by_side_at", "status", "answered_at", "answer", "open_key", "expires_at"],
  order_promise: [],
  points_entry: [],
  promise_version: [],
  rule_version: ["effective_until"],
  ruling: [
    "status",
    "approved_by_id",
    "approved_at",
    "approval_note",
    "issued_at",
    "appealable_until",
    "final_at",
    "consumer_waived_at",
    "provider_waived_at",
    "reversed_at",
    "reversed_because",
  ],
  ruling_finding: [],
};

/** What was said stays said: the database refuses to change it, and each event commits to the rows written with it. */
export class AppendOnly1764000000080 implements MigrationInterface {
  name = "AppendOnly1764000000080";

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, "event_log", optional(json("committed_rows")));
    for (const [table, changing] of Object.entries(KEPT)) await keepRows(runner, table, changing);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(KEPT)) await letRowsGo(runner, table);
    await runner.query("ALTER TABLE event_log DROP COLUMN committed_rows");
  }
}
