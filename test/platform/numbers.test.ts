import "reflect-metadata";
import { openDatabase } from "../../src/app/open-database";
import { PolicyValue } from "../../src/house-rules/policy-value.entity";
import { systemClock } from "../../src/platform/clock";
import type { Database } from "../../src/platform/database/database";
import { createMigratedDatabase, forEachDatabase } from "../support/databases";

const LARGEST = Number.MAX_SAFE_INTEGER;

forEachDatabase((kind) => {
  let database: Database;
  let dispose: () => Promise<void>;
  beforeAll(async () => {
    const test = await createMigratedDatabase(kind);
    database = await openDatabase({ url: test.url }, systemClock);
    dispose = async () => {
      await database.close();
      await test.dispose();
    };
    await write("small", 1, 2, 4);
    await write("large", LARGEST, LARGEST - 1);
  });
  afterAll(() => dispose());

  /** In a column of BIGINT. */
  const write = (code: string, ...numbers: number[]): Promise<void> =>
    database.transact(async (tx) =>
      numbers.forEach((n) => tx.insert(PolicyValue, { id: `pol_${n}`, code, effectiveFrom: n, value: {} })),
    );

  const statement = (expression: string): string =>
    `SELECT ${expression} AS n FROM (SELECT effective_from AS n FROM policy_value WHERE code = ?) numbers`;
  const ask = async (expression: string, code = "small"): Promise<unknown> =>
    (await database.query(statement(expression), [code]))[0]?.n;

  test.each([
    ["MAX(n)", 4],
    ["COUNT(*)", 3],
    ["COUNT(*) = 3", 1],
    ["COUNT(*) / 2.0", 1.5],
    ["SUM(n)", 7],
    ["SUM(n > 1)", 2],
    ["SUM(n) - COUNT(*)", 4],
    ["SUM(CASE WHEN n > 4 THEN 1 END)", null],
    ["COALESCE(SUM(n), 0)", 7],
    ["COALESCE(SUM(CASE WHEN n > 4 THEN 1 END), 0)", 0],
    ["AVG(n * 3)", 7],
    ["AVG(n / 4.0) * 12", 7],
  ])("%s is a number, or null of nothing", async (expression, value) => {
    expect(await ask(expression)).toBe(value);
    const [row] = await database.transact((tx) => tx.query(statement(expression), ["small"]));
    expect(row).toEqual({ n: value });
  });

  test("up to 2^53 every whole number is exact; a sum past it is the nearest number", async () => {
    expect(await ask("MAX(n)", "large")).toBe(LARGEST);
    expect(await ask("MIN(n)", "large")).toBe(LARGEST - 1);
    expect(await ask("SUM(n)", "large")).toBe(2 * LARGEST - 1);
    expect(await ask("AVG(n)", "large")).toBeCloseTo(LARGEST, -1);
  });

  test.each([2 ** 53, -(2 ** 53), 1e300])("%d is not a value of a statement", async (n) => {
    await expect(write("too large", n)).rejects.toThrow("past 2^53");
    await expect(database.query("SELECT ? AS n", [n])).rejects.toThrow("past 2^53");
    expect(await ask("COUNT(*)", "too large")).toBe(0);
  });
});
