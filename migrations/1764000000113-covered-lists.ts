import type { MigrationInterface, QueryRunner } from "typeorm";
import { constraintName } from "../src/platform/database/naming";

/** Former columns, and what is asked of the rows besides: the index alone answers it, without a look at each row. */
const WIDENED = [
  { columns: ["in_queue", "severity", "urgency", "id", "due_at"], more: ["queue", "category"] },
  { columns: ["status", "opened_at", "id"], more: ["due_at"] },
];

/** Rare cases among very many of one severity or in one state are found without reading the others. */
export class CoveredLists1764000000113 implements MigrationInterface {
  name = "CoveredLists1764000000113";

  async up(runner: QueryRunner): Promise<void> {
    for (const { columns, more } of WIDENED) await replace(runner, columns, [...columns, ...more]);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { columns, more } of WIDENED) await replace(runner, [...columns, ...more], columns);
  }
}

async function replace(runner: QueryRunner, former: readonly string[], columns: readonly string[]): Promise<void> {
  const name = constraintName("ix", "complaint", [...columns]);
  await runner.query(`CREATE INDEX ${name} ON complaint (${columns.join(", ")})`);
  await runner.dropIndex("complaint", constraintName("ix", "complaint", [...former]));
}
