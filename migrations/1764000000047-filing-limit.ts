import type { MigrationInterface, QueryRunner } from "typeorm";
import { code, createTable, id, instant, optional, integer, ref, table, text } from "./table";

/** Limits on how often a person may open complaints. */
export class FilingLimit1764000000047 implements MigrationInterface {
  name = "FilingLimit1764000000047";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, FILING_LIMIT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE filing_limit");
  }
}

const FILING_LIMIT = table(
  "filing_limit",
  [
    id(),
    ref("account_id", "account"),
    ref("complaint_id", "complaint"),
    code("grade"),
    code("status"),
    optional(code("open_key", 81)),
    text("reason"),
    ref("imposed_by_id", "account"),
    instant("imposed_at"),
    optional(ref("confirmed_by_id", "account")),
    optional(instant("began_at")),
    instant("ends_at"),
    instant("runs_until"),
    optional(text("contest_reason")),
    optional(instant("contested_at")),
    optional(ref("contest_decided_by_id", "account")),
    optional(instant("contest_decided_at")),
    optional(integer("contest_granted")),
    optional(text("contest_decision_reason")),
    optional(ref("lifted_by_id", "account")),
    optional(instant("lifted_at")),
    optional(text("lift_reason")),
  ],
  {
    unique: [["open_key"]],
    index: [
      ["account_id", "id"],
      ["complaint_id"],
      ["status", "runs_until", "id"],
      ["imposed_by_id"],
      ["confirmed_by_id"],
      ["contest_decided_by_id"],
      ["lifted_by_id"],
    ],
  },
);
