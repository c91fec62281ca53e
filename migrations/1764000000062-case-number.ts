import type { MigrationInterface, QueryRunner } from "typeorm";
import { constraintName } from "../src/platform/database/naming";
import { addColumn, bigint, createTable, dropTable, id, isMysql, optional, table } from "./table";

const SERIES = table("number_series", [id(), bigint("latest")]);
const INDEX = constraintName("ix", "complaint", ["number"]);
/** Years were told by China's clocks: which zone an office elsewhere keeps is no part of the data. */
const AHEAD = 8 * 3_600_000;

/** Cases are called by numbers; those that exist are numbered in the order in which they were opened. */
export class CaseNumber1764000000062 implements MigrationInterface {
  name = "CaseNumber1764000000062";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, SERIES);
    await addColumn(runner, "complaint", optional(bigint("number")));
    const [range] = (await runner.query(
      "SELECT MIN(opened_at) AS earliest, MAX(opened_at) AS latest FROM complaint",
    )) as Record<"earliest" | "latest", number | string | null>[];
    if (range && range.earliest !== null)
      for (let year = yearOf(Number(range.earliest)); year <= yearOf(Number(range.latest)); year += 1)
        await numberCasesOf(runner, year);
    await runner.query(`CREATE UNIQUE INDEX ${INDEX} ON complaint (number)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex("complaint", INDEX);
    await runner.query("ALTER TABLE complaint DROP COLUMN number");
    await dropTable(runner, SERIES.name);
  }
}

const yearOf = (instant: number): number => new Date(instant + AHEAD).getUTCFullYear();
const beginningOf = (year: number): number => Date.UTC(year, 0, 1) - AHEAD;

async function numberCasesOf(runner: QueryRunner, year: number): Promise<void> {
  const zero = year * 1_000_000_000;
  const ranked = `(SELECT id, ${zero} + ROW_NUMBER() OVER (ORDER BY opened_at, id) AS number FROM complaint
    WHERE opened_at >= ${beginningOf(year)} AND opened_at < ${beginningOf(year + 1)}) r`;
  await runner.query(
    isMysql(runner)
      ? `UPDATE complaint c JOIN ${ranked} ON r.id = c.id SET c.number = r.number`
      : `UPDATE complaint SET number = r.number FROM ${ranked} WHERE r.id = complaint.id`,
  );
  await runner.query(
    `INSERT INTO number_series (id, latest) SELECT 'complaint ${year}', MAX(number) FROM complaint
     WHERE number > ${zero} AND number < ${zero + 1_000_000_000} HAVING MAX(number) IS NOT NULL`,
  );
}
