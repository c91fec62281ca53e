import type { MigrationInterface, QueryRunner } from "typeorm";
import { typeid } from "typeid-js";
import { FIRST_CHECKLISTS } from "./inspection-checklists";
import {
  addColumns,
  addHouseRules,
  ascii,
  bigint,
  code,
  createTable,
  dropColumns,
  dropHouseRules,
  id,
  instant,
  integer,
  json,
  optional,
  ref,
  text,
  type ColumnSpec,
} from "./table";

const HOUSE_RULES = {
  "inspection.due": { days: 14 },
  // So many consumers, within so many days, about one version of a promise.
  "inspection.pattern": { consumers: 5, days: 30 },
  // Two times of so many days are compared, at most every so many hours; see breach-rate.policy.ts.
  "inspection.risk": { days: 30, events: 5, orders: 20, permille: 10, hours: 24 },
};

const BEFORE: ColumnSpec[] = [
  id(),
  ref("provider_id", "provider"),
  optional(ref("complaint_id", "complaint")),
  code("origin"),
  text("reason"),
  code("status"),
  ref("opened_by_id", "account"),
  instant("opened_at"),
  optional(text("finding")),
  optional(integer("breach_found")),
  optional(ref("closed_by_id", "account")),
  optional(instant("closed_at")),
  integer("event_seq"),
  ascii("event_hash", 64),
];
const INDEX_BEFORE = [
  ["opened_at", "id"],
  ["status", "opened_at", "id"],
  ["provider_id", "opened_at", "id"],
  ["complaint_id"],
  ["opened_by_id"],
  ["closed_by_id"],
];
/** Of what the platform opens by itself nobody is the author. */
const NOW_OPTIONAL = ["reason", "opened_by_id"];
const AFTER: ColumnSpec[] = [
  ...BEFORE.map((column) => (NOW_OPTIONAL.includes(column.name) ? optional(column) : column)),
  optional(ref("promise_version_id", "promise_version")),
  optional(ref("plan_id", "inspection_plan")),
  optional(ref("draw_id", "inspection_draw")),
  optional(json("basis")),
  optional(instant("due_at")),
  optional(ref("assigned_to_id", "account")),
  optional(text("public_conclusion")),
  optional(instant("follow_up_at")),
  optional(ref("follow_up_id", "inspection")),
];
const INDEX_AFTER = [
  ...INDEX_BEFORE,
  ["origin", "opened_at", "id"],
  ["assigned_to_id", "opened_at", "id"],
  ["promise_version_id", "status"],
  ["plan_id", "opened_at", "id"],
  ["draw_id"],
  ["follow_up_id", "follow_up_at"],
];
const OF_BREACH = [optional(json("machine_facts"))];

/** Patrols that begin by plan, by lot, by risk and by pattern; what they look at and find; and what the platform's records show by themselves. */
export class Inspections1764000000015 implements MigrationInterface {
  name = "Inspections1764000000015";

  async up(runner: QueryRunner): Promise<void> {
    await createPlans(runner);
    await replaceInspections(runner, AFTER, INDEX_AFTER);
    await createFindings(runner);
    await createWatches(runner);
    await addColumns(runner, "breach", OF_BREACH);
    await addHouseRules(runner, HOUSE_RULES);
    await publishChecklists(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropHouseRules(runner, HOUSE_RULES);
    await dropColumns(
      runner,
      "breach",
      OF_BREACH.map(({ name }) => name),
    );
    for (const table of ["delivery_deadline", "risk_watch", "pattern_complaint", "inspection_observation"])
      await runner.dropTable(table);
    await runner.query("DELETE FROM inspection WHERE reason IS NULL OR opened_by_id IS NULL");
    await replaceInspections(runner, BEFORE, INDEX_BEFORE);
    for (const table of ["inspection_checklist", "inspection_draw", "inspection_plan"]) await runner.dropTable(table);
  }
}

/** Made anew: SQLite cannot loosen a column that is there, and nothing points at this table but itself. */
async function replaceInspections(runner: QueryRunner, columns: ColumnSpec[], index: string[][]): Promise<void> {
  await runner.query("CREATE TABLE inspection_kept AS SELECT * FROM inspection");
  await runner.dropTable("inspection");
  await createTable(runner, "inspection", columns, { index });
  const names = BEFORE.map(({ name }) => name).join(", ");
  await runner.query(`INSERT INTO inspection (${names}) SELECT ${names} FROM inspection_kept`);
  await runner.query("DROP TABLE inspection_kept");
}

async function createPlans(runner: QueryRunner): Promise<void> {
  await createTable(
    runner,
    "inspection_plan",
    [
      id(),
      code("kind"),
      optional(code("category", 64)),
      optional(ref("provider_id", "provider")),
      integer("every_days"),
      integer("per_round"),
      text("reason"),
      ref("created_by_id", "account"),
      instant("created_at"),
      optional(instant("next_at")),
      optional(ref("stopped_by_id", "account")),
      optional(instant("stopped_at")),
      integer("event_seq"),
      ascii("event_hash", 64),
    ],
    { index: [["created_at", "id"], ["next_at"], ["provider_id"], ["created_by_id"], ["stopped_by_id"]] },
  );
  await createTable(
    runner,
    "inspection_draw",
    [
      id(),
      ref("plan_id", "inspection_plan"),
      instant("at"),
      bigint("log_position"),
      ascii("log_hash", 64),
      ascii("seed", 64),
      integer("pool_size"),
      ascii("pool_digest", 64),
      json("drawn"),
    ],
    { index: [["plan_id", "at", "id"]] },
  );
  await createTable(
    runner,
    "inspection_checklist",
    [
      id(),
      ascii("scope", 110),
      integer("version"),
      optional(code("kind")),
      optional(code("category", 64)),
      json("items"),
      optional(ref("published_by_id", "account")),
      instant("published_at"),
    ],
    { unique: [["scope", "version"]], index: [["published_by_id"]] },
  );
}

async function createFindings(runner: QueryRunner): Promise<void> {
  await createTable(
    runner,
    "inspection_observation",
    [
      id(),
      ref("inspection_id", "inspection"),
      integer("position"),
      ref("checklist_id", "inspection_checklist"),
      optional(code("kind")),
      json("question"),
      optional(code("result")),
      optional(text("note")),
      optional(text("reference")),
      optional(ref("recorded_by_id", "account")),
      optional(instant("recorded_at")),
      optional(ref("complaint_id", "complaint")),
    ],
    { index: [["inspection_id", "position"], ["checklist_id"], ["recorded_by_id"], ["complaint_id"]] },
  );
  await createTable(
    runner,
    "pattern_complaint",
    [
      id(),
      ref("promise_version_id", "promise_version"),
      ref("complaint_id", "complaint"),
      ref("consumer_id", "account"),
      instant("opened_at"),
      optional(ref("inspection_id", "inspection")),
    ],
    {
      index: [
        ["promise_version_id", "opened_at"],
        ["inspection_id", "opened_at", "id"],
        ["complaint_id"],
        ["consumer_id"],
      ],
    },
  );
}

async function createWatches(runner: QueryRunner): Promise<void> {
  await createTable(runner, "risk_watch", [id(), optional(instant("look_at")), optional(instant("looked_at"))], {
    index: [["look_at"]],
  });
  await createTable(runner, "delivery_deadline", [id(), instant("due_at")], { index: [["due_at", "id"]] });
}

async function publishChecklists(runner: QueryRunner): Promise<void> {
  for (const { kind, items } of FIRST_CHECKLISTS) {
    await runner.query(
      "INSERT INTO inspection_checklist (id, scope, version, kind, items, published_at) VALUES (?, ?, 1, ?, ?, 0)",
      [typeid("ich").toString(), `${kind ?? "*"} *`, kind, JSON.stringify(items.map(([en, zh]) => ({ en, zh })))],
    );
  }
}
