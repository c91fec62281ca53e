import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTable, dropTable, id, instant, optional, ref, table, text } from "./table";

const HOLDS = table(
  "legal_hold",
  [
    id(),
    optional(ref("account_id", "account")),
    optional(ref("complaint_id", "complaint")),
    text("reason"),
    ref("placed_by_id", "account"),
    instant("placed_at"),
    optional(ref("ended_by_id", "account")),
    optional(instant("ended_at")),
    optional(text("end_reason")),
  ],
  { index: [["account_id", "ended_at"], ["complaint_id", "ended_at"], ["placed_by_id"], ["ended_by_id"]] },
);

/** What a person's or a case's data are kept for, whatever the house rules say. */
export class LegalHolds1764000000089 implements MigrationInterface {
  name = "LegalHolds1764000000089";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, HOLDS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTable(runner, HOLDS.name);
  }
}
