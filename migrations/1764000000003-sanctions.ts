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
  line,
  minorUnits,
  optional,
  ref,
  text,
  type ColumnSpec,
} from "./table";

const ADDED: Record<string, ColumnSpec[]> = {
  penalty: [
    code("cause"),
    integer("threshold"),
    integer("step"),
    code("superseded_by_id"),
    instant("reversed_at"),
    instant("hearing_until"),
    text("hearing_statement"),
    instant("hearing_statement_at"),
  ],
  remedy: [instant("paid_from_deposit_at")],
};

/** A threshold: its points, and for each kind of penalty the days it lasts, the amount of a fine, or 0. */
const HOUSE_RULES: Record<string, Record<string, number>> = {
  "points.L1": { points: 2, expiresAfterDays: 90 },
  "points.L2": { points: 4, expiresAfterDays: 180 },
  "points.L3": { points: 8, expiresAfterDays: 365 },
  "points.L4": { points: 24, expiresAfterDays: 730 },
  "points.lenient": { days: 365 },
  "points.repeated": { count: 3, days: 90 },
  "points.promptRemedy": { hours: 48, percent: 50 },
  "threshold.4": { points: 4, WARNING: 0, PUBLIC_NOTICE: 0 },
  "threshold.8": { points: 8, RANK_DEMOTION: 14, MANDATORY_TRAINING: 0 },
  "threshold.12": { points: 12, FINE: 500_000, LISTING_FREEZE: 30 },
  "threshold.24": { points: 24, SUSPENSION: 90 },
  "threshold.36": { points: 36, TERMINATION: 0 },
  "approvals.SUSPENSION": { people: 1 },
  "approvals.TERMINATION": { people: 2 },
  "hearing.TERMINATION": { days: 7 },
  "fine.due": { days: 15 },
};

/** Points, what they lead to, and the providers' deposits. */
export class Sanctions1764000000003 implements MigrationInterface {
  name = "Sanctions1764000000003";

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(ADDED)) await addColumns(runner, table, columns);
    await addIndex(runner, "penalty", ["status", "created_at", "id"]);
    await runner.query("UPDATE penalty SET cause = 'RULING'");
    await points(runner);
    await penalties(runner);
    await deposit(runner);
    await addHouseRules(runner, HOUSE_RULES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropHouseRules(runner, HOUSE_RULES);
    for (const table of ["deposit_entry", "fine", "penalty_approval", "points_entry", "violation"])
      await runner.dropTable(table);
    await dropIndex(runner, "penalty", ["status", "created_at", "id"]);
    for (const [table, columns] of Object.entries(ADDED))
      await dropColumns(
        runner,
        table,
        columns.map(({ name }) => name),
      );
  }
}

async function points(runner: QueryRunner): Promise<void> {
  await createTable(
    runner,
    "violation",
    [
      id(),
      ref("provider_id", "provider"),
      ref("ruling_id", "ruling"),
      ref("complaint_id", "complaint"),
      optional(ref("finding_id", "ruling_finding")),
      optional(ref("breach_id", "breach")),
      optional(ref("promise_id", "service_promise")),
      code("kind"),
      code("level"),
      optional(ref("rule_version_id", "rule_version")),
      instant("found_at"),
      optional(integer("step")),
      optional(instant("counted_at")),
      optional(instant("promptly_remedied_at")),
      optional(instant("reversed_at")),
    ],
    {
      index: [
        ["provider_id", "found_at", "id"],
        ["ruling_id"],
        ["complaint_id"],
        ["finding_id"],
        ["breach_id"],
        ["promise_id"],
        ["rule_version_id"],
      ],
    },
  );
  await createTable(
    runner,
    "points_entry",
    [
      id(),
      ref("provider_id", "provider"),
      integer("number"),
      ref("violation_id", "violation"),
      code("kind"),
      integer("points"),
      integer("provisional"),
      code("level"),
      instant("at"),
      optional(instant("expires_at")),
    ],
    { unique: [["provider_id", "number"]], index: [["violation_id"]] },
  );
}

async function penalties(runner: QueryRunner): Promise<void> {
  await createTable(
    runner,
    "penalty_approval",
    [
      id(),
      ref("penalty_id", "penalty"),
      ref("account_id", "account"),
      code("decision"),
      optional(text("note")),
      instant("at"),
    ],
    { unique: [["penalty_id", "account_id"]], index: [["account_id"]] },
  );
  await createTable(
    runner,
    "fine",
    [
      id(),
      ref("provider_id", "provider"),
      ref("penalty_id", "penalty"),
      minorUnits("amount"),
      code("currency", 3),
      code("status"),
      instant("due_at"),
      optional(instant("paid_at")),
      optional(code("paid_by")),
      optional(line("reference", 200)),
    ],
    {
      unique: [["penalty_id"]],
      index: [
        ["provider_id", "status"],
        ["status", "due_at"],
      ],
    },
  );
}

async function deposit(runner: QueryRunner): Promise<void> {
  await createTable(
    runner,
    "deposit_entry",
    [
      id(),
      ref("provider_id", "provider"),
      code("transfer_id"),
      code("account"),
      code("counter_account"),
      minorUnits("amount"),
      code("currency", 3),
      code("purpose"),
      optional(ref("remedy_id", "remedy")),
      optional(ref("penalty_id", "penalty")),
      optional(line("reference", 200)),
      optional(ref("by_id", "account")),
      instant("at"),
    ],
    {
      unique: [["transfer_id", "account"]],
      index: [
        ["provider_id", "account", "currency"],
        ["provider_id", "at", "id"],
        ["remedy_id"],
        ["penalty_id"],
        ["by_id"],
      ],
    },
  );
}
