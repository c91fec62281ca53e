import pino from "pino";
import { openDatabase } from "../../src/app/open-database";
import { AdjustableClock } from "../../src/platform/clock";
import type { Database } from "../../src/platform/database/database";
import { sql } from "../../src/platform/database/sql";
import type { Tx } from "../../src/platform/database/tx";
import { Projector } from "../../src/platform/feed/projection";
import { Tail } from "../../src/platform/feed/tail";
import { LeadLost } from "../../src/platform/lead-lost";
import { Leaders } from "../../src/platform/leaders/leaders";
import { Refusal } from "../../src/platform/refusal";
import { createMigratedDatabase, type TestDatabase } from "../support/databases";
import { eventually } from "../support/eventually";
import { describeWith } from "../support/programs";

const LOG = pino({ level: "silent" });
const NAMES = ["a", "b", "c", "d", "e", "f", "g"];

describeWith("mariadbd", "of several processes on one database", () => {
  let made: TestDatabase;
  let database: Database;
  const running: Leaders[] = [];
  beforeAll(async () => {
    made = await createMigratedDatabase("mariadb");
    database = await openDatabase({ url: made.url }, new AdjustableClock());
  });
  afterEach(() => Promise.all(running.splice(0).map((leaders) => leaders.stop())));
  afterAll(async () => {
    await database?.close();
    await made?.dispose();
  });

  async function start(of = database): Promise<Leaders> {
    const leaders = await Leaders.start(of, NAMES, LOG);
    running.push(leaders);
    return leaders;
  }
  const ledBy = (leaders: Leaders): string[] => NAMES.filter((name) => leaders.of(name));
  /** Each name is led by exactly one of them. */
  const shared = (among: readonly Leaders[], sizes: readonly number[]): Promise<void> =>
    eventually(async () => {
      expect(among.flatMap(ledBy).sort()).toEqual(NAMES);
      expect(among.map((leaders) => ledBy(leaders).length).sort()).toEqual(sizes);
    });
  const keep = async (tx: Tx, value: number): Promise<void> =>
    tx.execute(
      sql`INSERT INTO policy_value (id, code, effective_from, value) VALUES (${`lead${value}`}, 'test.lead', ${value}, '{}')`,
    );
  const kept = async (): Promise<number[]> =>
    (
      await database.query<{ value: number }>(
        "SELECT effective_from AS value FROM policy_value WHERE code = 'test.lead' ORDER BY effective_from",
      )
    ).map(({ value }) => value);

  test("one that is alone leads everything at once; who comes gets a fair share, and leaves it to the others", async () => {
    const first = await start();
    expect(ledBy(first)).toEqual(NAMES);
    const [second, third] = [await start(), await start()];
    await shared([first, second, third], [1, 3, 3]);
    await third.stop();
    await shared([first, second], [3, 4]);
  });

  test("one whose clock is set leads nothing from that moment, until it is right again", async () => {
    const first = await start();
    const [now, ahead] = [Date.now, { ms: 0 }];
    const clock = jest.spyOn(Date, "now").mockImplementation(() => now() + ahead.ms);
    try {
      ahead.ms = 365 * 86_400_000;
      expect(ledBy(first)).toEqual([]);
      await eventually(async () => expect(first.figures).toEqual(Object.fromEntries(NAMES.map((name) => [name, 0]))));
      ahead.ms = 0;
      await shared([first], [NAMES.length]);
    } finally {
      clock.mockRestore();
    }
  });

  test("who comes waits for nothing that others are in the middle of", async () => {
    const projections = NAMES.map((name) => ({ name, types: null, apply: async () => undefined }));
    const tail = await Tail.start(database, LOG);
    const project = async (of: Database): Promise<void> =>
      (await Projector.start(of, tail, projections, LOG, undefined, await start(of))).stop();
    await project(database);
    const hasty = await openDatabase({ url: made.url, statementTimeout: 300 }, new AdjustableClock());
    try {
      await database.transact(async (tx) => {
        await tx.query("SELECT id FROM projection_place FOR UPDATE");
        await tx.query("SELECT id FROM leadership FOR UPDATE");
        await project(hasty);
      });
    } finally {
      await Promise.all(running.splice(0).map((leaders) => leaders.stop()));
      await hasty.close();
      await tail.stop();
    }
  });

  test("one that is heard of no more is followed by the others", async () => {
    let isDead = false;
    const dying = new Proxy(database, {
      get: (target, property) => {
        if (isDead && (property === "transact" || property === "query"))
          return () => Promise.reject(new Refusal("UNAVAILABLE"));
        const value = Reflect.get(target, property, target) as unknown;
        return typeof value === "function" ? (value.bind(target) as unknown) : value;
      },
    });
    const [survivor, other] = [await start(), await start(dying)];
    await shared([survivor, other], [3, 4]);
    isDead = true;
    await eventually(async () => expect(ledBy(survivor)).toEqual(NAMES));
  });

  test("who led before writes nothing; what it is in the middle of ends before another one leads", async () => {
    const before = await start();
    const lead = before.of("a");
    let end = (): void => undefined;
    const going = new Promise<void>((done) => (end = done));
    let begun = (): void => undefined;
    const isUnderWay = new Promise<void>((done) => (begun = done));
    const underWay = lead?.database.transact(async (tx) => {
      await keep(tx, 1);
      await tx.query("SELECT 1");
      begun();
      await going;
    });
    await isUnderWay;
    let isSeized = false;
    const seizing = Leaders.seize(database, ["a"], LOG).then((leaders) => {
      isSeized = true;
      running.push(leaders);
      return leaders;
    });
    await eventually(async () => {
      const waiting = await database.query<{ state: string }>(
        sql`SELECT state FROM information_schema.processlist WHERE info LIKE 'SELECT id, fence FROM leadership%FOR UPDATE'`,
      );
      expect(waiting.length).toBeGreaterThan(0);
    });
    expect(isSeized).toBe(false);
    end();
    await underWay;
    const after = await seizing;
    await after.of("a")?.database.transact((tx) => keep(tx, 2));
    await expect(lead?.database.transact((tx) => keep(tx, 8))).rejects.toBeInstanceOf(LeadLost);
    expect(before.of("a")).toBeNull();
    expect(await kept()).toEqual([1, 2]);
    // Given back, somebody leads it again, under a fence of their own.
    await after.stop();
    await eventually(async () => expect(before.of("a")).not.toBeNull());
    await expect(lead?.database.transact((tx) => keep(tx, 9))).rejects.toBeInstanceOf(LeadLost);
    await before.of("a")?.database.transact((tx) => keep(tx, 3));
    expect(await kept()).toEqual([1, 2, 3]);
  });

  test("what was taken from one at a wish it leaves to whoever wished it, and both work on", async () => {
    const [one, other] = [await start(), await start()];
    await shared([one, other], [3, 4]);
    await other.take(NAMES);
    expect(ledBy(other)).toEqual(NAMES);
    await shared([one, other], [3, 4]);
  });
});

test("on SQLite one process leads everything, and no statement asks whether it does", async () => {
  await using made = await createMigratedDatabase("sqlite");
  const database = await openDatabase({ url: made.url }, new AdjustableClock());
  try {
    const leaders = await Leaders.start(database, NAMES, LOG);
    expect(NAMES.map((name) => leaders.of(name)?.database)).toEqual(NAMES.map(() => database));
    await leaders.stop();
    expect(await database.query("SELECT id FROM worker UNION SELECT id FROM leadership")).toEqual([]);
  } finally {
    await database.close();
  }
});
