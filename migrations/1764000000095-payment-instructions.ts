import type { MigrationInterface, QueryRunner } from "typeorm";
import { code, createTable, dropTable, id, instant, integer, line, minorUnits, optional, ref, table } from "./table";

const INSTRUCTION = table(
  "payment_instruction",
  [
    id(),
    code("kind"),
    code("state"),
    ref("provider_id", "provider"),
    optional(ref("payment_id", "payment")),
    optional(ref("complaint_id", "complaint")),
    optional(ref("remedy_id", "remedy")),
    optional(ref("penalty_id", "penalty")),
    optional(minorUnits("amount")),
    optional(code("currency", 3)),
    instant("requested_at"),
    integer("attempts"),
    optional(instant("due_at")),
    optional(instant("answer_due_at")),
    optional(instant("sent_at")),
    optional(instant("overdue_at")),
    optional(instant("answered_at")),
    optional(instant("moved_at")),
    optional(line("reference", 200)),
    optional(code("failure")),
    optional(instant("apply_at")),
    optional(code("flag")),
    optional(instant("flagged_at")),
  ],
  {
    index: [
      ["state", "requested_at", "id"],
      ["requested_at", "id"],
      ["flagged_at", "requested_at", "id"],
      ["due_at"],
      ["apply_at"],
      ["payment_id"],
      ["provider_id"],
      ["complaint_id"],
      ["remedy_id"],
      ["penalty_id"],
    ],
  },
);

const HOLD = table(
  "payout_hold",
  [
    id(),
    ref("provider_id", "provider"),
    ref("complaint_id", "complaint"),
    instant("held_at"),
    optional(instant("released_at")),
  ],
  { unique: [["complaint_id"]], index: [["released_at"], ["provider_id", "released_at"]] },
);

/** What the platform's payment side is told to do with money, and whose payouts it holds because of which cases. */
export class PaymentInstructions1764000000095 implements MigrationInterface {
  name = "PaymentInstructions1764000000095";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, INSTRUCTION);
    await createTable(runner, HOLD);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTable(runner, HOLD.name);
    await dropTable(runner, INSTRUCTION.name);
  }
}
