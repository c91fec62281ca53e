import { readFileSync } from "node:fs";
import { join } from "node:path";
import { MIGRATIONS } from "../../migrations";
import { systemClock } from "../../src/platform/clock";
import { ENTITIES } from "../../src/app/districts";
import { makeTriggers, MIGRATION_NAMES, MODEL, openDatabase } from "../../src/app/open-database";
import { Complaint } from "../../src/case/complaints/complaint.entity";
import { urgencyOf } from "../../src/case/complaints/urgency.pure";
import { LoggedEvent } from "../../src/platform/database/event.entity";
import { Order } from "../../src/market/orders/order.entity";
import { DAY } from "../../src/platform/time";
import { checkInvariants } from "../case/complaints/invariants";
import { placeOrder } from "../case/complaints/world-case";
import { AGREED, clocksOf } from "../case/returns/return-cases";
import { HOUSE_RULES } from "../../src/house-rules/house-rules.table";
import { createDataSource } from "../../src/platform/database/engine";
import { LeaseLost, migrate, migrationsDone } from "../../src/platform/database/migrate";
import { openCase } from "../realtime/cases";
import type { DataSource } from "typeorm";
import { eventually } from "../support/eventually";
import { describeWith } from "../support/programs";
import { createMigratedDatabase, createTestDatabase, forEachDatabase, type TestDatabase } from "../support/databases";
import { startWorld, type World } from "../support/world";

/** What the last release still uses, and this version does not: see docs/releases.md. */
const retired = JSON.parse(readFileSync(join(__dirname, "../../migrations/retired.json"), "utf8")) as string[];

const BILINGUAL = "BilingualRules1764000000056";
const LOST_TIMES = "LostTimes1764000000126";
const PROPORTION = "Proportion1764000000039";

forEachDatabase((kind) => {
  describe("what was there before", () => {
    interface Rule {
      code: string;
      title: string;
      text: string;
    }
    const [PARTED, WHOLE] = ["PRICE-1", "DELIVERY-1"];
    let world: World;
    let dataSource: DataSource;
    let [before, then]: [Rule[], Rule[]] = [[], []];
    let keptBefore: unknown[];
    const rules = (): Promise<Rule[]> =>
      dataSource.query("SELECT code, title, text FROM rule_version ORDER BY code, version");
    const kept = async (): Promise<unknown[]> => [
      await dataSource.query("SELECT * FROM text_term ORDER BY field, term, subject_id"),
      await dataSource.query("SELECT * FROM event_topic ORDER BY topic, position"),
      await dataSource.query("SELECT id, CAST(urgency AS CHAR) AS urgency FROM complaint"),
    ];

    /** It goes back to when rules had one text, and comes again. */
    beforeAll(async () => {
      world = await startWorld(kind);
      await openCase(world, "li.na");
      await world.server.services.tail.catchUp();
      await world.db.transact(async (tx) => {
        for (const complaint of await tx.find(Complaint, {})) {
          const { dueAt } = complaint;
          tx.change(complaint, { severity: "L4", urgency: urgencyOf({ dueAt, severity: "L4" }) });
        }
      });
      dataSource = await createDataSource({ url: world.databaseUrl }, MODEL).initialize();
      [before, keptBefore] = [await rules(), await kept()];
      const names = dataSource.migrations.map(({ name }) => name);
      for (const _ of names.slice(names.indexOf(BILINGUAL))) await dataSource.undoLastMigration();
      then = await rules();
      await dataSource.query(`UPDATE rule_version SET title = 'Only one', text = '一\n二\n三' WHERE code = '${WHOLE}'`);
      await dataSource.runMigrations();
    });
    afterAll(async () => {
      await dataSource?.destroy();
      await world?.[Symbol.asyncDispose]();
    });

    test("it could be searched, read from its beginning, or had its place in the queue, is found like what came after", async () => {
      expect(keptBefore).toEqual([
        expect.arrayContaining([expect.anything()]),
        expect.arrayContaining([expect.anything()]),
        [{ id: expect.any(String), urgency: expect.any(String) }],
      ]);
      expect(await kept()).toEqual(keptBefore);
    });

    test("what one text said of a rule in both languages is each language's own, and what cannot be parted stays whole", async () => {
      expect(then).toContainEqual({
        code: PARTED,
        title: "价格承诺 / Price promise",
        text: expect.stringMatching(/^服务商应当[^\n]*\nA provider charges[^\n]*$/),
      });
      const isWhole = ({ code }: Rule): boolean => code === WHOLE;
      const now = await rules();
      expect(now.filter((rule) => !isWhole(rule))).toEqual(before.filter((rule) => !isWhole(rule)));
      const whole = now.find(isWhole);
      expect([JSON.parse(whole?.title ?? ""), JSON.parse(whole?.text ?? "")]).toEqual([
        { zhCN: "Only one", en: "Only one" },
        { zhCN: "一\n二\n三", en: "一\n二\n三" },
      ]);
    });
  });

  test("what a report that nothing came, or goods that were never sent back, had cost in time is given back", async () => {
    await using world = await startWorld(kind);
    const order = await placeOrder(world);
    await (await world.as("wang.owner")).do("deliverOrder", { orderId: order.id }, "{ order { id } }");
    await (await world.as("li.na")).do("reportNotReceived", { orderId: order.id }, "{ order { id } }");
    const reported = await world.db.byId(Order, order.id);
    const [stuck, running] = [await AGREED.open(world), await AGREED.open(world)];
    await stuck.ring("RETURN_WINDOW");
    await stuck.do("li.na", "reopenComplaint", { reason: "商品已无法寄回，请另行处理。" });
    await stuck.do("li.na", "acceptOffer", { offerId: await stuck.offer("wang.owner", { settleWithinDays: 3 }) });
    const others = await clocksOf(running);
    const dataSource = createDataSource({ url: world.databaseUrl }, MODEL);
    await dataSource.initialize();
    try {
      const names = dataSource.migrations.map(({ name }) => name);
      for (const _ of names.slice(names.indexOf(LOST_TIMES))) await dataSource.undoLastMigration();
      await dataSource.query(`DELETE FROM case_timer WHERE complaint_id = '${stuck.id}'`);
      await dataSource.query(`UPDATE complaint SET due_at = NULL, urgency = NULL WHERE id = '${stuck.id}'`);
      const began = Date.now();
      await dataSource.runMigrations();
      const { settlement, dueAt } = await stuck.look("settlement { dueAt }");
      expect(settlement.dueAt).toBe(dueAt);
      expect(Date.parse(dueAt) - began - 3 * DAY).toBeLessThan(DAY);
      expect(Date.parse(dueAt) - began).toBeGreaterThanOrEqual(3 * DAY);
      expect(await clocksOf(running)).toEqual(others);
      expect(await world.db.byId(Order, order.id)).toEqual(reported);
      expect(reported?.notReceivedAt).not.toBeNull();
      await checkInvariants(world);
      await stuck.ring("SETTLEMENT_DUE");
      expect(await stuck.look()).toMatchObject({ status: "ENFORCING" });
    } finally {
      await dataSource.destroy();
    }
  });

  // Nothing of the copy that the run's set-up made is left: an index that a dump leaves out would be missed.
  describe("a database whose migrations were taken back", () => {
    let database: TestDatabase;
    let dataSource: DataSource;
    let left: string[];
    const tablesOf = async (source: DataSource): Promise<string[]> => {
      const rows: { name: string }[] = await source.query(
        kind === "sqlite"
          ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
          : "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()",
      );
      return rows.map(({ name }) => name).sort();
    };
    beforeAll(async () => {
      database = await createMigratedDatabase(kind);
      const url = database.url.replace(/^mysql:/, "mariadb:");
      const whole = await createDataSource({ url }, MODEL).initialize();
      for (const _ of whole.migrations) await whole.undoLastMigration();
      left = await tablesOf(whole);
      await whole.destroy();
      const earlier = MIGRATIONS.slice(0, MIGRATION_NAMES.indexOf(PROPORTION));
      const old = await createDataSource({ url }, { migrations: earlier }).initialize();
      await old.runMigrations();
      await old.destroy();
      dataSource = await createDataSource({ url }, { ...MODEL, entities: ENTITIES }).initialize();
    });
    afterAll(async () => {
      await dataSource?.destroy();
      await database?.dispose();
    });

    test("nothing was left but what keeps the list of them", () => {
      expect(left).toEqual([...(kind === "sqlite" ? [] : ["migration_lease", "migration_step"]), "migrations"]);
    });

    test("rules that came with proportion are in force from then on, and as good as absent before", async () => {
      const old = {
        "threshold.12": { points: 12, FINE: 500_000, LISTING_FREEZE: 30 },
        "reputation.formula": { version: 1, halfLifeDays: 90, newBelow: 5 },
      };
      for (const [code, value] of Object.entries(old))
        await dataSource.query(
          `INSERT INTO policy_value (id, code, effective_from, value) VALUES ('pol_${code}', '${code}', 0, '${JSON.stringify(value)}')`,
        );
      await dataSource.runMigrations();
      const rows: { code: string; effective_from: number | string; value: string }[] = await dataSource.query(
        "SELECT code, effective_from, value FROM policy_value ORDER BY code, effective_from",
      );
      const of = (code: string) =>
        rows
          .filter((row) => row.code === code)
          .map(({ effective_from: from, value }) => [Number(from) > 0, JSON.parse(value)]);
      expect(of("threshold.12")).toEqual([
        [false, old["threshold.12"]],
        [true, { points: 12, FINE: 0, LISTING_FREEZE: 30 }],
      ]);
      // The house's own numbers of the formula stay; only its version is another.
      expect(of("reputation.formula")).toEqual([
        [false, old["reputation.formula"]],
        [true, { ...old["reputation.formula"], version: 2 }],
      ]);
      expect(of("rate.stop")).toEqual([
        [false, { consumers: 0 }],
        [true, HOUSE_RULES["rate.stop"][0]],
      ]);
      expect(of("points.incident")).toEqual([
        [false, { days: 0, multiple: 1 }],
        [true, HOUSE_RULES["points.incident"][0]],
      ]);
    });

    test("after migrating, the entities and the tables agree", async () => {
      await dataSource.runMigrations();
      for (const what of retired) {
        const [table, column] = what.split(".");
        await dataSource.query(column ? `ALTER TABLE ${table} DROP COLUMN ${column}` : `DROP TABLE ${table}`);
      }
      // MariaDB gives these ids by itself; what SQLite needs for that TypeORM does not know.
      const id = dataSource.getMetadata(LoggedEvent).findColumnWithPropertyName("id");
      if (kind === "mariadb") Object.assign(id ?? {}, { isGenerated: true, generationStrategy: "increment" });
      const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
      expect(upQueries.map(({ query }) => query)).toEqual([]);
    });
  });
});

describeWith("mariadbd", "several nodes that start at once on MariaDB", () => {
  const open = (url: string) => createDataSource({ url, poolSize: 3 }, MODEL).initialize();
  /** Everything that the catalogue says of the tables, but for what they have of their own: the time, the name of the database. */
  const schemaOf = async (source: DataSource): Promise<unknown[]> => [
    await source.query(
      "SELECT table_name, column_name, ordinal_position, column_default, is_nullable, column_type, collation_name, column_key FROM information_schema.columns WHERE table_schema = DATABASE() ORDER BY table_name, column_name",
    ),
    await source.query(
      "SELECT table_name, index_name, seq_in_index, column_name, non_unique FROM information_schema.statistics WHERE table_schema = DATABASE() ORDER BY table_name, index_name, seq_in_index",
    ),
    await source.query(
      "SELECT table_name, constraint_name, referenced_table_name FROM information_schema.referential_constraints WHERE constraint_schema = DATABASE() ORDER BY table_name, constraint_name",
    ),
    await source.query(
      "SELECT trigger_name, event_object_table FROM information_schema.triggers WHERE trigger_schema = DATABASE() ORDER BY trigger_name",
    ),
    await source.query("SELECT COUNT(*) AS rules FROM policy_value"),
  ];
  /** Its time is up: nobody has said that it is alive. */
  const expire = (source: DataSource): Promise<unknown> => source.query("UPDATE migration_lease SET until = 0");
  /** As MariaDB with its binary log does to whoever is no administrator of it. Returns how often it has by now. */
  const refuseTriggers = (source: DataSource): (() => number) => {
    let refused = 0;
    const create = source.createQueryRunner.bind(source);
    source.createQueryRunner = (...given) => {
      const runner = create(...given);
      const query = runner.query.bind(runner) as (...asked: unknown[]) => Promise<unknown>;
      runner.query = (async (...asked: [string]) => {
        if (!/^(CREATE|DROP) TRIGGER/.test(asked[0])) return query(...asked);
        refused += 1;
        throw Object.assign(new Error("You do not have the SUPER privilege"), { driverError: { errno: 1419 } });
      }) as typeof runner.query;
      return runner;
    };
    return () => refused;
  };
  let whole: unknown[];
  let all: string[];

  test("five begin on an empty database: one makes the tables, all of them then have them", async () => {
    await using database = await createTestDatabase("mariadb");
    const nodes = await Promise.all(Array.from({ length: 5 }, () => open(database.url)));
    try {
      await Promise.all(nodes.map((node) => migrate(node)));
      const [node] = nodes;
      if (!node) throw new Error("no node");
      all = await migrationsDone(node);
      expect(all).toEqual(MIGRATION_NAMES);
      expect(await node.query("SELECT * FROM migration_step")).toEqual([]);
      whole = await schemaOf(node);
    } finally {
      for (const node of nodes) await node.destroy();
    }
  });

  test("one that dies at any statement is followed by one that goes on where it was", async () => {
    await using database = await createTestDatabase("mariadb");
    const source = await open(database.url);
    try {
      let deaths = 0;
      for (let isDone = false; !isDone;) {
        // A prime number of steps: each round it dies at another kind of moment, before a statement or after one that is not noted yet.
        let left = 67;
        const dies = (): void => {
          left -= 1;
          if (left === 0) throw new Error("the power is gone");
        };
        isDone = await migrate(source, { watch: dies }).then(
          () => true,
          async (error: Error) => {
            if (error.message !== "the power is gone") throw error;
            deaths += 1;
            await expire(source);
            return false;
          },
        );
      }
      expect(deaths).toBeGreaterThan(10);
      expect(await migrationsDone(source)).toEqual(all);
      expect(await schemaOf(source)).toEqual(whole);
    } finally {
      await source.destroy();
    }
  });

  test("one that was believed dead, and wakes, changes nothing any more; the next does without triggers where it may make none, and so does the one after it", async () => {
    await using database = await createTestDatabase("mariadb");
    const [sleeper, other] = await Promise.all([open(database.url), open(database.url)]);
    try {
      let steps = 0;
      const sleeping = migrate(sleeper, {
        leaseMs: 2_000,
        watch: () => {
          steps += 1;
          // Holds the process, so that it cannot say either that it is alive.
          if (steps === 20) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_500);
        },
      });
      await expect(sleeping).rejects.toThrow(LeaseLost);
      const refused = refuseTriggers(other);
      // In the second migration that makes some, after a statement that is not noted yet.
      const dies = (): void => {
        if (refused() === 32) throw new Error("the power is gone");
      };
      await expect(migrate(other, { watch: dies })).rejects.toThrow("the power is gone");
      await expire(other);
      await migrate(other);
      expect(await migrationsDone(other)).toEqual(all);
      const [columns, indexes, references, triggers, rules] = await schemaOf(other);
      expect([columns, indexes, references, rules]).toEqual(whole.filter((_, index) => index !== 3));
      expect(triggers).toEqual([]);

      // What `redress migrate up` does for whoever may.
      const redress = await openDatabase({ url: database.url }, systemClock);
      const missing = await makeTriggers(redress);
      await redress.close();
      expect(missing).toEqual([]);
      expect((await schemaOf(sleeper))[3]).toEqual(whole[3]);
    } finally {
      await sleeper.destroy();
      await other.destroy();
    }
  });

  test("one that has to wait for somebody who uses a table lets the others go on meanwhile", async () => {
    await using database = await createMigratedDatabase("mariadb");
    const [user, migrating, others] = await Promise.all([1, 2, 3].map(() => open(database.url)));
    if (!user || !migrating || !others) throw new Error("no connection");
    const holder = user.createQueryRunner();
    try {
      for (const name of all.slice(all.indexOf(LOST_TIMES)).reverse()) {
        await user.undoLastMigration();
        expect(await migrationsDone(user)).not.toContain(name);
      }
      await holder.startTransaction();
      await holder.query("SELECT COUNT(*) FROM service_order");
      const done = migrate(migrating);
      await eventually(async () => {
        const waiting = await others.query<unknown[]>(
          "SELECT 1 FROM information_schema.processlist WHERE state = 'Waiting for table metadata lock' AND info LIKE 'ALTER TABLE service_order%'",
        );
        expect(waiting).toHaveLength(1);
      });
      // Behind the change of the table, which would wait for as long as the other one likes.
      expect(await others.query("SELECT COUNT(*) AS orders FROM service_order")).toEqual([{ orders: 0 }]);
      await holder.commitTransaction();
      await done;
      expect(await migrationsDone(others)).toEqual(all);
      const [settings] = await others.query<object[]>("SELECT @@GLOBAL.lock_wait_timeout AS waits");
      expect(await migrating.query("SELECT @@lock_wait_timeout AS waits")).toEqual([settings]);
    } finally {
      await holder.release();
      for (const node of [user, migrating, others]) await node.destroy();
    }
  });

  test("what another version began is not gone on with", async () => {
    await using database = await createTestDatabase("mariadb");
    const source = await open(database.url);
    try {
      let left = 6;
      const dies = (): void => {
        left -= 1;
        if (left === 0) throw new Error("the power is gone");
      };
      await expect(migrate(source, { watch: dies })).rejects.toThrow("the power is gone");
      await source.query("UPDATE migration_step SET statement = 'another' WHERE step >= 0");
      await expire(source);
      await expect(migrate(source)).rejects.toThrow(/begun by another version/);
    } finally {
      await source.destroy();
    }
  });
});
