import type { MigrationInterface, QueryRunner } from "typeorm";
import {
  addHouseRules,
  dropHouseRules,
  addColumns,
  addIndex,
  code,
  createTable,
  dropColumns,
  dropIndex,
  id,
  instant,
  integer,
  json,
  minorUnits,
  optional,
  ref,
  text,
  type ColumnSpec,
} from "./table";

/** Columns that the whole case adds to tables of the spine. */
const ADDED: Record<string, ColumnSpec[]> = {
  complaint: [
    code("final_answer"),
    text("final_answer_text"),
    instant("final_answer_at"),
    code("verdict"),
    integer("verdict_satisfaction"),
    text("verdict_text"),
    instant("verdict_at"),
    instant("consumer_reopened_at"),
    code("category", 64),
    code("queue"),
    code("assigned_to_id"),
    instant("held_until"),
    text("hold_reason"),
    instant("escalated_at"),
  ],
  case_timer: [code("paused_in"), instant("remind_at")],
  evidence: [code("late_decision"), instant("late_decided_at"), code("late_decided_by_id"), text("late_reason")],
  ruling: [
    instant("consumer_waived_at"),
    instant("provider_waived_at"),
    code("replaces_ruling_id"),
    instant("reversed_at"),
    code("reversed_because"),
    json("adverse_inferences"),
    text("departure_reason"),
  ],
};

const HOUSE_RULES: Record<string, Record<string, number>> = {
  "clock.RETURN_WINDOW": { days: 7 },
  "clock.RETURN_RECEIPT": { days: 7 },
  "clock.RETURN_CONTEST": { days: 7 },
  "reopen.window": { days: 30 },
  "verdict.window": { days: 30 },
  "reminder.before": { hours: 24 },
};

/** Appeals, stays, returns, recusals and what the stages of a case took. */
export class WholeCase1764000000002 implements MigrationInterface {
  name = "WholeCase1764000000002";

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(ADDED)) await addColumns(runner, table, columns);
    await addIndex(runner, "case_timer", ["remind_at"]);
    await addIndex(runner, "complaint", ["assigned_to_id"]);
    await runner.query(
      "UPDATE complaint SET queue = 'GENERAL', category = (SELECT l.category FROM service_order o JOIN listing l ON l.id = o.listing_id WHERE o.id = complaint.order_id)",
    );
    await createTables(runner);
    await addHouseRules(runner, HOUSE_RULES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropHouseRules(runner, HOUSE_RULES);
    for (const table of ["stage_record", "case_recusal", "return_case", "case_stay", "appeal"])
      await runner.dropTable(table);
    await dropIndex(runner, "complaint", ["assigned_to_id"]);
    await dropIndex(runner, "case_timer", ["remind_at"]);
    for (const [table, columns] of Object.entries(ADDED))
      await dropColumns(
        runner,
        table,
        columns.map(({ name }) => name),
      );
  }
}

async function createTables(runner: QueryRunner): Promise<void> {
  await createTable(
    runner,
    "appeal",
    [
      id(),
      ref("complaint_id", "complaint"),
      ref("ruling_id", "ruling"),
      code("by_side"),
      ref("filed_by_id", "account"),
      code("ground"),
      text("text"),
      code("status"),
      instant("filed_at"),
      optional(ref("decided_by_id", "account")),
      optional(instant("decided_at")),
      optional(text("reasons")),
    ],
    { unique: [["ruling_id", "by_side"]], index: [["complaint_id", "id"], ["filed_by_id"], ["decided_by_id"]] },
  );
  await createTable(
    runner,
    "case_stay",
    [
      id(),
      ref("complaint_id", "complaint"),
      code("ground"),
      text("reason"),
      optional(code("route")),
      optional(text("reference")),
      ref("stayed_by_id", "account"),
      instant("stayed_at"),
      code("stayed_from"),
      optional(ref("ended_by_id", "account")),
      optional(instant("ended_at")),
      optional(text("outcome")),
    ],
    { index: [["complaint_id", "id"], ["stayed_by_id"], ["ended_by_id"]] },
  );
  await createTable(
    runner,
    "return_case",
    [
      id(),
      ref("complaint_id", "complaint"),
      optional(ref("remedy_id", "remedy")),
      optional(ref("settlement_id", "settlement")),
      code("status"),
      instant("opened_at"),
      instant("ship_by"),
      optional(text("shipment")),
      optional(instant("shipped_at")),
      optional(code("condition")),
      optional(text("condition_note")),
      optional(instant("received_at")),
      optional(text("contest_reason")),
      optional(instant("contested_at")),
      optional(text("decision_reason")),
      optional(ref("decided_by_id", "account")),
      optional(instant("decided_at")),
      optional(instant("ended_at")),
      minorUnits("refund_amount"),
      code("refund_currency", 3),
      optional(instant("refunded_at")),
    ],
    { unique: [["remedy_id"], ["settlement_id"]], index: [["complaint_id", "id"], ["decided_by_id"]] },
  );
  await createTable(
    runner,
    "case_recusal",
    [
      id(),
      ref("complaint_id", "complaint"),
      ref("account_id", "account"),
      code("ground"),
      optional(text("reason")),
      instant("at"),
    ],
    { unique: [["complaint_id", "account_id"]], index: [["account_id"]] },
  );
  await createTable(
    runner,
    "stage_record",
    [
      id(),
      ref("complaint_id", "complaint"),
      integer("number"),
      code("stage"),
      instant("entered_at"),
      optional(instant("due_at")),
      optional(instant("late_at")),
      optional(instant("left_at")),
      optional(code("left_by")),
    ],
    { unique: [["complaint_id", "number"]], index: [["stage", "entered_at"]] },
  );
}
