import type { MigrationInterface, QueryRunner } from "typeorm";
import { constraintName } from "../src/platform/database/naming";
import { addColumn, bigint, code, createTable, dropTable, instant, integer, json, optional, table } from "./table";

const UPHELD_RATE = table("upheld_rate", [
  code("id", 64),
  instant("since"),
  instant("until"),
  integer("consumers"),
  integer("orders"),
]);

const MARKET_NORM = table("market_norm", [code("id", 80), bigint("value"), instant("measured_at")]);

const COMPLETED = constraintName("ix", "service_order", ["completed_at"]);
const COMPLETED_OF = constraintName("ix", "service_order", ["provider_id", "completed_at"]);

const WEIGHTS_BEFORE = { further: 1, freshDays: 0, fresh: 1, leastFault: 1 };

/**
 * What was counted before keeps its points and penalties: until now every rule below was as good as absent. A new database begins
 * with the new values.
 */
const CHANGED: readonly [rule: string, before: object | null, now: object][] = [
  ["points.incident", { days: 0, multiple: 1 }, { days: 14, multiple: 3 }],
  ["points.duties", { PUBLIC_NOTICE: 0, MANDATORY_TRAINING: 0 }, { PUBLIC_NOTICE: 1, MANDATORY_TRAINING: 1 }],
  ["rate.stop", { consumers: 0 }, { consumers: 3 }],
  ["reputation.weights", WEIGHTS_BEFORE, { further: 0.5, freshDays: 30, fresh: 0.25, leastFault: 0.25 }],
  ["reputation.serious", { L3: 100, L4: 100 }, { L3: 80, L4: 60 }],
  ["threshold.12", null, { points: 12, FINE: 0, LISTING_FREEZE: 30 }],
];

/** Rates before counts, incidents, and fines in proportion. */
export class Proportion1764000000039 implements MigrationInterface {
  name = "Proportion1764000000039";

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, "violation", optional(code("consumer_id")));
    await addColumn(runner, "violation", instant("complained_at"), 0);
    await addColumn(runner, "violation", optional(json("stake")));
    await addColumn(runner, "violation", optional(json("exposure")));
    for (const [column, from] of [
      ["consumer_id", "consumer_id"],
      ["complained_at", "opened_at"],
    ])
      await runner.query(
        `UPDATE violation SET ${column} = (SELECT c.${from} FROM complaint c WHERE c.id = violation.complaint_id)`,
      );
    await runner.query(
      `UPDATE violation SET stake = (SELECT CONCAT('{"amount":', b.amount, ',"currency":"', c.currency, '"}')
         FROM breach b JOIN complaint c ON c.id = b.complaint_id WHERE b.id = violation.breach_id)`,
    );
    await createTable(runner, UPHELD_RATE);
    await runner.query(`CREATE INDEX ${COMPLETED} ON service_order (completed_at)`);
    await runner.query(`CREATE INDEX ${COMPLETED_OF} ON service_order (provider_id, completed_at)`);
    await addColumn(runner, "reputation_input", integer("place"), 0);
    await addColumn(runner, "reputation_input", optional(integer("worth")));
    await addColumn(runner, "reputation_input", integer("fresh"), 0);
    await addColumn(runner, "reputation_input", integer("often"), 0);
    await createTable(runner, MARKET_NORM);
    // Newcomers take part in the daily lot.
    await runner.query("UPDATE provider_reputation SET refresh_due_at = updated_at WHERE refresh_due_at IS NULL");
    await changeRules(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM policy_value WHERE id LIKE 'pol_proportion%'`);
    await dropTable(runner, "market_norm");
    for (const name of ["often", "fresh", "worth", "place"])
      await runner.query(`ALTER TABLE reputation_input DROP COLUMN ${name}`);
    await runner.dropIndex("service_order", COMPLETED_OF);
    await runner.dropIndex("service_order", COMPLETED);
    await dropTable(runner, "upheld_rate");
    for (const name of ["exposure", "stake", "complained_at", "consumer_id"])
      await runner.query(`ALTER TABLE violation DROP COLUMN ${name}`);
  }
}

/** The values of a rule, the latest first. */
async function valuesOf(runner: QueryRunner, rule: string): Promise<Record<string, number>[]> {
  const sql = `SELECT value FROM policy_value WHERE code = '${rule}' ORDER BY effective_from DESC`;
  const rows = (await runner.query(sql)) as { value: string }[];
  return rows.map(({ value }) => JSON.parse(value) as Record<string, number>);
}

async function changeRules(runner: QueryRunner): Promise<void> {
  const [threshold, ...earlier] = await valuesOf(runner, "threshold.12");
  if (!threshold) return;
  const now = Date.now();
  const set = (id: string, rule: string, from: number, value: object): Promise<unknown> =>
    runner.query(
      `INSERT INTO policy_value (id, code, effective_from, value) VALUES ('pol_proportion${id}', '${rule}', ${from}, '${JSON.stringify(value)}')`,
    );
  const [formula] = await valuesOf(runner, "reputation.formula");
  if (formula) await set("Formula", "reputation.formula", now, { ...formula, version: (formula.version ?? 0) + 1 });
  // A house that has set this threshold itself keeps what it set.
  const isOwn = earlier.length > 0 || threshold.FINE !== 500_000;
  for (const [index, [rule, before, value]] of CHANGED.entries()) {
    if (rule === "threshold.12" && isOwn) continue;
    if (before) await set(`${index}a`, rule, 0, before);
    await set(`${index}b`, rule, now, value);
  }
}
