import { readFileSync } from "node:fs";
import { join } from "node:path";
import { houseRulesDocument } from "../../src/house-rules/house-rules-document";
import { HOUSE_RULES } from "../../src/house-rules/house-rules.table";
import { HouseRules } from "../../src/house-rules/house-rules";
import { PolicyValue } from "../../src/house-rules/policy-value.entity";
import { openDatabase } from "../../src/app/open-database";
import { systemClock } from "../../src/platform/clock";
import type { Database } from "../../src/platform/database/database";
import { createMigratedDatabase, createTestDatabase, forEachDatabase } from "../support/databases";

test("docs/house-rules.md shows the table", () => {
  const path = join(__dirname, "../../docs/house-rules.md");
  expect(readFileSync(path, "utf8")).toBe(`${houseRulesDocument()}\n`);
});

const valuesOf = async (database: Database): Promise<Record<string, unknown>> =>
  Object.fromEntries((await database.find(PolicyValue, {})).map(({ code, value }) => [code, value]));
const TABLE = Object.fromEntries(Object.entries(HOUSE_RULES).map(([code, [value]]) => [code, value]));

forEachDatabase((kind) => {
  test("a new database begins with every rule of the table, in force from the beginning", async () => {
    await using store = await createTestDatabase(kind);
    const database = await openDatabase({ url: store.url }, systemClock);
    try {
      expect(await valuesOf(database)).toEqual(TABLE);
      expect((await HouseRules.inForce(database, 0)).number("points.L1", "points")).toBe(
        HOUSE_RULES["points.L1"][0].points,
      );
    } finally {
      await database.close();
    }
  });

  test("one that is there gets what is new, keeps what the house has changed, and nothing comes twice", async () => {
    await using store = await createMigratedDatabase(kind);
    const opened = async (work: (database: Database) => Promise<void>): Promise<void> => {
      const database = await openDatabase({ url: store.url }, systemClock);
      try {
        await work(database);
      } finally {
        await database.close();
      }
    };
    await opened((database) =>
      database.transact(async (tx) => {
        tx.execute("DELETE FROM policy_value WHERE code IN ('desk.hold', 'filing.pace')");
        tx.execute("UPDATE policy_value SET value = '{\"days\":3}' WHERE code = 'rule.notice'");
      }),
    );
    // As two nodes of a new version would.
    await Promise.all([1, 2].map(() => opened(async () => undefined)));
    await opened(async (database) => {
      expect(await valuesOf(database)).toEqual({ ...TABLE, "rule.notice": { days: 3 } });
      expect(await database.find(PolicyValue, {})).toHaveLength(Object.keys(TABLE).length);
    });
  });
});
