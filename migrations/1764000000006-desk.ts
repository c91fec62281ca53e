import type { MigrationInterface, QueryRunner } from "typeorm";
import { typeid } from "typeid-js";
import {
  addHouseRules,
  dropHouseRules,
  addIndex,
  code,
  createTable,
  dropIndex,
  id,
  instant,
  integer,
  json,
  minorUnits,
  optional,
  ref,
  text,
} from "./table";

/** Queue, least severity, least amount at stake; the first that fits decides. */
const ROUTING: [string, string | null, number | null][] = [
  ["GRAVE", "L4", null],
  ["HIGH_VALUE", null, 500_000],
  ["GENERAL", null, null],
];

const HOUSE_RULES: Record<string, Record<string, number>> = {
  "desk.hold": { days: 14 },
};

/** A queue by due time, and the desk's figures from the index alone. */
const BY_QUEUE = ["in_queue", "queue", "due_at", "id", "status", "severity", "opened_at"];
const DECIDED = ["decided_at", "decided_by_id"];

/** Queues, routing rules and bulk actions. */
export class Desk1764000000006 implements MigrationInterface {
  name = "Desk1764000000006";

  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner);
    await addIndex(runner, "complaint", BY_QUEUE);
    await addIndex(runner, "ruling", DECIDED);
    for (const [index, [queue, severity, amount]] of ROUTING.entries()) {
      await runner.query(
        "INSERT INTO routing_rule (id, position, queue, severity_at_least, amount_at_least) VALUES (?, ?, ?, ?, ?)",
        [typeid("rtr").toString(), index + 1, queue, severity, amount],
      );
    }
    // The cases that are there go where the rules would send them.
    await runner.query("UPDATE complaint SET queue = 'HIGH_VALUE' WHERE amount_at_stake >= 500000");
    await runner.query("UPDATE complaint SET queue = 'GRAVE' WHERE severity = 'L4'");
    await addHouseRules(runner, HOUSE_RULES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropHouseRules(runner, HOUSE_RULES);
    await dropIndex(runner, "ruling", DECIDED);
    await dropIndex(runner, "complaint", BY_QUEUE);
    for (const table of ["bulk_item", "bulk_batch", "routing_rule"]) await runner.dropTable(table);
  }
}

async function createTables(runner: QueryRunner): Promise<void> {
  await createTable(
    runner,
    "routing_rule",
    [
      id(),
      integer("position"),
      code("queue"),
      optional(code("category", 64)),
      optional(code("severity_at_least")),
      optional(minorUnits("amount_at_least")),
      optional(code("breach_class")),
    ],
    { unique: [["position"]] },
  );
  await createTable(
    runner,
    "bulk_batch",
    [
      id(),
      code("action"),
      json("target"),
      text("reason"),
      ref("applied_by_id", "account"),
      instant("applied_at"),
      optional(ref("undone_by_id", "account")),
      optional(instant("undone_at")),
    ],
    { index: [["applied_by_id"], ["undone_by_id"]] },
  );
  await createTable(
    runner,
    "bulk_item",
    [
      id(),
      ref("batch_id", "bulk_batch"),
      integer("number"),
      code("complaint_id"),
      code("outcome"),
      optional(json("refusal")),
      optional(json("before_values")),
      optional(json("after_values")),
      optional(code("undo_outcome")),
    ],
    { unique: [["batch_id", "number"]] },
  );
}
