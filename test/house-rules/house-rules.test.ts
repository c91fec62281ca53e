import { readFileSync } from "node:fs";
import { join } from "node:path";
import { houseRulesDocument } from "../../src/house-rules/house-rules-document";
import { HOUSE_RULES } from "../../src/house-rules/house-rules.table";
import { HouseRules } from "../../src/house-rules/house-rules";
import { RoutingRules } from "../../src/case/queues/routing-rules";
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

  test("where a machine's clock is set back, what was changed elsewhere is known after ten seconds all the same", async () => {
    await using store = await createMigratedDatabase(kind);
    const [here, elsewhere] = [
      await openDatabase({ url: store.url }, systemClock),
      await openDatabase({ url: store.url }, systemClock),
    ];
    const [date, time] = [Date.now.bind(Date), performance.now.bind(performance)];
    try {
      const known = async (): Promise<unknown> => [
        (await HouseRules.inForce(here, 1_000)).number("clock.REVIEW", "workingDays"),
        (await RoutingRules.inForce(here)).has("SLOW"),
      ];
      expect(await known()).toEqual([10, false]);
      await elsewhere.transact(async (tx) => {
        tx.execute("UPDATE policy_value SET value = '{\"workingDays\":7}' WHERE code = 'clock.REVIEW'");
        tx.execute("INSERT INTO routing_rule (id, position, queue) VALUES ('r', 90, 'SLOW')");
      });
      jest.spyOn(Date, "now").mockImplementation(() => date() - 3_600_000);
      expect(await known()).toEqual([10, false]);
      jest.spyOn(performance, "now").mockImplementation(() => time() + 11_000);
      expect(await known()).toEqual([7, true]);
    } finally {
      jest.restoreAllMocks();
      for (const database of [here, elsewhere]) await database.close();
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
