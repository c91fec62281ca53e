import type { MigrationInterface, QueryRunner } from "typeorm";
import { constraintName } from "../src/platform/database/naming";
import { addColumn, instant, isMysql, optional } from "./table";

const TABLE = "complaint";
const nameOf = (columns: readonly string[]): string => constraintName("ix", TABLE, [...columns]);

const ADDED = [
  ["in_queue", "urgency", "id", "due_at", "severity", "category", "amount_at_stake", "escalated_at"],
  ["in_queue", "severity", "urgency", "id", "due_at"],
  ["in_queue", "category", "urgency", "id", "due_at"],
  ["assigned_to_id", "in_queue", "urgency", "id", "due_at"],
  ["in_queue", "queue", "urgency", "id", "due_at", "status", "severity", "opened_at"],
];

const REPLACED = [
  ["in_queue", "due_at", "id", "severity", "category", "amount_at_stake", "escalated_at"],
  ["in_queue", "severity", "due_at", "id"],
  ["in_queue", "category", "due_at", "id"],
  ["assigned_to_id", "in_queue", "due_at", "id"],
  ["in_queue", "queue", "due_at", "id", "status", "severity", "opened_at"],
];

/** The queue in the order of the hour in which cases are due, and in it of how grave they are. */
export class Urgency1764000000084 implements MigrationInterface {
  name = "Urgency1764000000084";

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, TABLE, optional(instant("urgency")));
    await runner.query(
      `UPDATE ${TABLE} SET urgency = (due_at - due_at % 3600000) / 3600000 * 4
         + CASE severity WHEN 'L4' THEN 0 WHEN 'L3' THEN 1 WHEN 'L2' THEN 2 ELSE 3 END
       WHERE due_at IS NOT NULL`,
    );
    for (const columns of ADDED) await create(runner, columns);
    for (const columns of REPLACED) await drop(runner, columns);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const columns of REPLACED) await create(runner, columns);
    for (const columns of ADDED) await drop(runner, columns);
    await runner.query(`ALTER TABLE ${TABLE} DROP COLUMN urgency`);
  }
}

const create = (runner: QueryRunner, columns: readonly string[]): Promise<unknown> =>
  runner.query(`CREATE INDEX ${nameOf(columns)} ON ${TABLE} (${columns.join(", ")})`);

const drop = (runner: QueryRunner, columns: readonly string[]): Promise<unknown> =>
  runner.query(`DROP INDEX ${nameOf(columns)}${isMysql(runner) ? ` ON ${TABLE}` : ""}`);
