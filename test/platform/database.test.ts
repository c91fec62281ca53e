import "reflect-metadata";
import { Account } from "../../src/accounts/account/account.entity";
import { createAccount } from "../../src/accounts/account/create-account";
import { openDatabase } from "../../src/app/open-database";
import { systemClock } from "../../src/platform/clock";
import type { Database } from "../../src/platform/database/database";
import { createDataSource, prepareSessions } from "../../src/platform/database/engine";
import { UniqueViolation } from "../../src/platform/database/faults";
import { raw, sql } from "../../src/platform/database/sql";
import { Tail } from "../../src/platform/feed/tail";
import { Deadline } from "../../src/platform/scheduling/deadline";
import { PolicyValue } from "../../src/house-rules/policy-value.entity";
import { SYSTEM } from "../../src/accounts/account/record-on-account";
import { RegisterHead, THE_REGISTER } from "../../src/adjudication/register/register-head.entity";
import { createTestDatabase, forEachDatabase } from "../support/databases";
import { describeWith } from "../support/programs";
import pino from "pino";
import { logFault } from "../../src/platform/telemetry/log-fault";
import { LOG_SERIALIZERS } from "../../src/platform/telemetry/safe-error";

forEachDatabase((kind) => {
  let database: Database;
  let url: string;
  let dispose: () => Promise<void>;
  beforeAll(async () => {
    const test = await createTestDatabase(kind);
    ({ url } = test);
    database = await openDatabase({ url: test.url, statementTimeout: 500 }, systemClock);
    dispose = async () => {
      await database.close();
      await test.dispose();
    };
  });
  afterAll(() => dispose());

  const policy = (code: string): PolicyValue =>
    Object.assign(new PolicyValue(), { id: `pol_${code}`, code, effectiveFrom: 1, value: { n: 1 } });

  test("the log line of a statement that fails contains none of its values", async () => {
    const told = "11010519491231002X";
    const failures: [string, (string | number | null)[]][] = [
      ["INSERT INTO former_name (id, account_id, name, until) VALUES (?, ?, ?, 1)", ["fnm_1", told, told]],
      ["INSERT INTO former_name (id, account_id, name, until) VALUES (?, ?, ?, NULL)", ["fnm_1", "acc_1", told]],
      ["SELECT * FROM former_name WHERE no_such_column = ?", [told]],
    ];
    for (const [text, values] of failures) {
      const lines: string[] = [];
      const log = pino({ serializers: LOG_SERIALIZERS }, { write: (line: string) => void lines.push(line) });
      const failure = await database
        .transact(async (tx) => tx.execute(text, values))
        .then(() => undefined)
        .catch((error: unknown) => error);
      expect(failure).toBeDefined();
      logFault(log, failure, {}, "a statement failed");
      expect(lines.join("")).toContain("a statement failed");
      expect(lines.join("")).not.toContain(told);
    }
  });

  test("two transactions at once stay atomic: one rolls back, the other's rows stay, and nobody sees what is not committed", async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let began: () => void = () => undefined;
    const inside = new Promise<void>((resolve) => (began = resolve));
    const failing = database.transact(async (tx) => {
      tx.insert(PolicyValue, policy("lost"));
      await tx.query("SELECT 1");
      began();
      await held;
      throw new Error("changed my mind");
    });
    const lost = expect(failing).rejects.toThrow("changed my mind");
    await inside;
    expect(await database.findOne(PolicyValue, { code: "lost" })).toBeNull();
    const keeping = database.transact(async (tx) => tx.insert(PolicyValue, policy("kept")));
    release();
    await lost;
    await keeping;
    expect(await database.findOne(PolicyValue, { code: "lost" })).toBeNull();
    expect(await database.findOne(PolicyValue, { code: "kept" })).toMatchObject({ value: { n: 1 } });
  });

  test("a unique key's no has the same name on both databases, and undoes the whole transaction", async () => {
    await database.transact(async (tx) => tx.insert(PolicyValue, policy("once")));
    const again = database.transact(async (tx) => {
      tx.insert(PolicyValue, policy("before"));
      tx.insert(PolicyValue, { ...policy("once"), id: "pol_other" });
    });
    await expect(again).rejects.toEqual(new UniqueViolation("uq_policy_value_code_effective_from"));
    expect(await database.findOne(PolicyValue, { code: "before" })).toBeNull();
  });

  test("of two that make the same thing at once the second finds what the first has made", async () => {
    const [reading, both] = [[] as (() => void)[], 2];
    const make = (id: string): Promise<string> => {
      let tries = 0;
      return database.transact(async (tx) => {
        const known = await tx.findOne(PolicyValue, { code: "at once" });
        tries += 1;
        // Both have looked before either writes; SQLite lets in one after the other.
        if (kind !== "sqlite" && tries === 1)
          await new Promise<void>((go) => {
            reading.push(go);
            if (reading.length === both) for (const each of reading) each();
          });
        if (known) return known.id;
        tx.insert(PolicyValue, { ...policy("at once"), id });
        return id;
      });
    };
    const [one, other] = await Promise.all([make("pol_one"), make("pol_other")]);
    expect(one).toBe(other);
    expect(await database.find(PolicyValue, { code: "at once" })).toHaveLength(1);
  });

  test("many writers of one row lose no update and never deadlock", async () => {
    await database.transact(async (tx) =>
      tx.insert(PolicyValue, { ...policy("counted"), id: "pol_counted", value: { n: 0 } }),
    );
    await Promise.all(
      Array.from({ length: 30 }, () =>
        database.transact(async (tx) => {
          const row = await tx.lock(PolicyValue, "pol_counted");
          if (row) tx.change(row, { value: { n: (row.value.n ?? 0) + 1 } });
        }),
      ),
    );
    expect(await database.byId(PolicyValue, "pol_counted")).toMatchObject({ value: { n: 30 } });
  });

  test("rows that change one after the other are each as they were last told to be", async () => {
    const rows = Array.from({ length: 250 }, (_, n) => policy(`alike-${n}`));
    await database.transact(async (tx) => {
      tx.insert(PolicyValue, ...rows);
      for (const [n, row] of rows.entries()) tx.change(row, { value: { n }, effectiveFrom: n + 2 });
      const [first, second, third] = rows as [PolicyValue, PolicyValue, PolicyValue];
      for (const row of [first, second, first]) tx.change(row, { effectiveFrom: row.effectiveFrom + 1_000 });
      tx.change(third, { value: { n: -1 } });
      tx.update(PolicyValue, second.id, { effectiveFrom: 7 });
    });
    const stored = await database.find(PolicyValue, { id: rows.map(({ id }) => id) });
    const told = rows.map(({ code }, n) => ({ code, value: { n }, effectiveFrom: n + 2 }));
    Object.assign(told[0] ?? {}, { effectiveFrom: 2_002 });
    Object.assign(told[1] ?? {}, { effectiveFrom: 7 });
    Object.assign(told[2] ?? {}, { value: { n: -1 } });
    expect(stored).toHaveLength(250);
    expect(stored).toEqual(expect.arrayContaining(told.map((one) => expect.objectContaining(one) as unknown)));
  });

  test("what is asked at once is answered to each, in the order in which it was asked, with what was written before", async () => {
    await database.transact(async (tx) => {
      const count = async (): Promise<number> => {
        const [row] = await tx.query<{ n: number }>("SELECT COUNT(*) AS n FROM policy_value WHERE code LIKE 'asked.%'");
        return Number(row?.n);
      };
      const writeAndCount = (code: string): Promise<number> => {
        tx.insert(PolicyValue, policy(code));
        return count();
      };
      const answers = await Promise.all([
        count(),
        tx.findOne(PolicyValue, { code: "asked.one" }),
        writeAndCount("asked.one"),
        tx.findOne(PolicyValue, { code: "asked.one" }),
        writeAndCount("asked.two"),
      ]);
      expect(answers).toMatchObject([0, null, 1, policy("asked.one"), 2]);
    });
  });

  test("of short reads each is answered alike, whichever are asked at once", async () => {
    const { shortReads } = database;
    await database.transact(async (tx) => tx.insert(PolicyValue, policy("short.one"), policy("short.two")));
    const timed = jest.fn();
    database.onStatement(timed);
    const ask = () =>
      Promise.all([
        shortReads.findOne(PolicyValue, { code: "short.one" }),
        shortReads.query("SELECT code FROM policy_value WHERE code = ?", ["short.two"]),
        Promise.resolve().then(() => shortReads.find(PolicyValue, { code: ["short.one", "none"] })),
        shortReads.find(PolicyValue, { code: "none" }),
      ]);
    // As the directory of actors asks, which the event loop itself begins: promises then go on after all ticks.
    const answers = await new Promise<unknown[]>((done) => setImmediate(() => done(ask())));
    const alike = [policy("short.one"), [{ code: "short.two" }], [policy("short.one")], []];
    expect(answers).toMatchObject(alike);
    expect(timed).toHaveBeenCalledTimes(kind === "mariadb" ? 1 : answers.length);
    expect(await shortReads.query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
    // Refused with what it is asked with, and nothing after it.
    const [failed, beside] = await Promise.allSettled([
      shortReads.query("SELECT nothing FROM policy_value"),
      shortReads.query("SELECT 2 AS two"),
    ]);
    expect([failed.status, beside.status]).toEqual(["rejected", kind === "mariadb" ? "rejected" : "fulfilled"]);
    expect(await shortReads.query("SELECT 3 AS three")).toEqual([{ three: 3 }]);
  });

  test("what several operations ask word for word at once is sent once, and whoever asks later reads what was committed meanwhile", async () => {
    await database.transact(async (tx) => tx.insert(PolicyValue, policy("same.one"), policy("same.two")));
    const timed = jest.fn();
    database.onStatement(timed);
    const operations = [1, 2, 3].map(() => {
      const spent = { statements: 0, milliseconds: 0 };
      return { spent, view: database.within({ deadline: new Deadline(60_000), spent }) };
    });
    const both = { code: ["same.one", "same.two"] };
    const asked = [
      ...operations.map(({ view }) => view.find(PolicyValue, both)),
      database.find(PolicyValue, { code: "same.one" }),
    ];
    const answers = await Promise.all(asked);
    expect(answers).toMatchObject([
      ...operations.map(() => [policy("same.one"), policy("same.two")]),
      [policy("same.one")],
    ]);
    expect(timed).toHaveBeenCalledTimes(2);
    // Each is told that it has asked, and how long it waited.
    expect(operations.map(({ spent }) => spent)).toEqual(
      operations.map(() => ({ statements: 1, milliseconds: expect.any(Number) })),
    );
    // What one makes of the rows is nobody else's.
    expect(answers[0]?.[0]).not.toBe(answers[1]?.[0]);

    // On MySQL it is still being answered when it is asked again.
    const slow = sql`SELECT code${raw(kind === "mariadb" ? ", SLEEP(0.2)" : "")} FROM policy_value WHERE code = ${"same.two"}`;
    const before = database.rows(slow);
    await new Promise((sent) => process.nextTick(sent));
    await database.transact(async (tx) => tx.execute("DELETE FROM policy_value WHERE code = 'same.two'"));
    expect(await database.rows(slow)).toEqual([]);
    await before;

    const wrong = sql`SELECT nothing FROM policy_value`;
    const failures = await Promise.allSettled([database.rows(wrong), database.rows(wrong)]);
    expect(failures.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await database.rows(sql`SELECT 1 AS one`)).toEqual([[1]]);
  });

  test("when one of several that are asked at once fails, nothing is sent after the rollback", async () => {
    const late: unknown[] = [];
    const failing = database.transact(async (tx) => {
      tx.insert(PolicyValue, policy("undone"));
      const reading = async (): Promise<void> => {
        await tx.query("SELECT 1 AS one");
        await tx.query("SELECT 2 AS two").then(
          (rows) => late.push(rows),
          (error: unknown) => late.push(error),
        );
      };
      const refusing = async (): Promise<void> => {
        await tx.query("SELECT 3 AS three");
        throw new Error("refused");
      };
      await Promise.all([refusing(), reading()]);
    });
    await expect(failing).rejects.toThrow("refused");
    expect(late.map(String)).toEqual([expect.stringMatching(/rolled back|over/)]);
    expect(await database.findOne(PolicyValue, { code: "undone" })).toBeNull();
    expect(await database.transact((tx) => tx.query("SELECT 4 AS four"))).toEqual([{ four: 4 }]);
  });

  test("what a part of a transaction writes once that is over is written nowhere", async () => {
    let goOn = (): void => undefined;
    const waits = new Promise<void>((done) => (goOn = done));
    const late: Promise<void>[] = [];
    const failing = database.transact(async (tx) => {
      const slow = async (): Promise<void> => {
        await waits;
        tx.insert(PolicyValue, ...Array.from({ length: 700 }, (_, n) => policy(`too-late-${n}`)));
      };
      late.push(slow());
      throw new Error("refused");
    });
    await expect(failing).rejects.toThrow("refused");
    goOn();
    await expect(Promise.all(late)).rejects.toThrow("over");
    await database.transact((tx) => tx.query("SELECT 1"));
    expect(await database.findOne(PolicyValue, { code: "too-late-0" })).toBeNull();
  });

  test("what many rows sent ahead violate is told once, before the commit, and what goes on is kept", async () => {
    const many = (name: string): PolicyValue[] => Array.from({ length: 700 }, (_, n) => policy(`${name}-${n}`));
    await database.transact(async (tx) => {
      tx.insert(PolicyValue, policy("ahead-1"));
      await tx.query("SELECT 1");
      tx.insert(PolicyValue, ...many("ahead"));
      await expect(tx.query("SELECT 1")).rejects.toThrow(UniqueViolation);
      tx.insert(PolicyValue, ...many("after"));
    });
    expect(await database.find(PolicyValue, { code: ["ahead-0", "ahead-1", "after-699"] })).toHaveLength(2);
    const lost = database.transact(async (tx) => tx.insert(PolicyValue, policy("lost-too"), ...many("after")));
    await expect(lost).rejects.toThrow(UniqueViolation);
    expect(await database.findOne(PolicyValue, { code: "lost-too" })).toBeNull();
  });

  test("a history ends at its last event, though what was sent with it failed and the command goes on", async () => {
    const twice = policy("alike.twice");
    await database.transact(async (tx) => tx.insert(PolicyValue, twice));
    await database.transact(async (tx) => {
      const head = await tx.lock(RegisterHead, THE_REGISTER);
      if (!head) throw new Error("no register");
      tx.insert(PolicyValue, { ...twice });
      tx.change(head, { at: 5 });
      const data = { entryId: "reg_1", number: 1, kind: "RULING" as const, providerId: null };
      tx.record(head, { type: "REGISTER_ENTERED", ...SYSTEM, audience: "PUBLIC", data });
      await expect(tx.query("SELECT 1")).rejects.toThrow(UniqueViolation);
    });
    const [last] = await database.query<{ seq: number; hash: string }>(
      "SELECT seq, hash FROM event_log WHERE stream_id = ? ORDER BY seq DESC LIMIT 1",
      [THE_REGISTER],
    );
    const { eventSeq, eventHash } = (await database.byId(RegisterHead, THE_REGISTER)) ?? {};
    expect({ seq: eventSeq, hash: eventHash }).toEqual(last);
  });

  test("a new process begins at the log's head, and the bell rings only after a commit that recorded something", async () => {
    const tail = await Tail.start(database, pino({ level: "silent" }));
    let rung = 0;
    const stop = database.onEvents(() => (rung += 1));
    await database.transact(async (tx) => tx.insert(PolicyValue, policy("silent")));
    expect(rung).toBe(0);
    const before = tail.position;
    await database.transact((tx) =>
      createAccount(tx, { login: "someone", displayName: "Someone", roles: ["CONSUMER"], locale: "en" }),
    );
    await tail.catchUp();
    expect(rung).toBe(1);
    expect(tail.position).toBe(before + 1);
    expect(await database.findOne(Account, { login: "someone" })).toMatchObject({ eventSeq: 1 });
    stop();
    await tail.stop();
  });

  if (kind === "mariadb") {
    test("while every connection is taken so many wait, and the next is refused at once", async () => {
      const small = await openDatabase({ url, poolSize: 1 }, systemClock);
      try {
        let letGo = (): void => undefined;
        const held = new Promise<void>((done) => (letGo = done));
        let isTaken = (): void => undefined;
        const taken = new Promise<void>((done) => (isTaken = done));
        const holder = small.transact(async (tx) => {
          await tx.query("SELECT 1");
          isTaken();
          await held;
        });
        await taken;
        const asked = Array.from({ length: 600 }, () =>
          small.query<{ n: number }>("SELECT 1 AS n").then(
            () => "answered",
            (error: unknown) => error,
          ),
        );
        // Those past the queue know at once, while the others wait.
        expect(await Promise.race(asked)).toMatchObject({ code: "OVERLOADED" });
        expect(small.pool.waiting).toBeGreaterThan(0);
        letGo();
        await holder;
        const answers = await Promise.all(asked);
        expect(answers.filter((answer) => answer === "answered")).toHaveLength(512);
        expect(await small.query("SELECT 1 AS n")).toEqual([{ n: 1 }]);
      } finally {
        await small.close();
      }
    });

    test("a statement over its time budget is cancelled, with a coded refusal", async () => {
      await expect(database.query("SELECT SLEEP(5) + COUNT(*) FROM policy_value")).rejects.toMatchObject({
        code: "OVERLOADED",
      });
    });
  }
});

describeWith("mariadbd", "connections to MariaDB", () => {
  test("that were opened before the tables were there read what others have committed, and wait no longer than the others", async () => {
    await using place = await createTestDatabase("mariadb");
    const source = await createDataSource({ url: place.url }, { migrations: [] }).initialize();
    const sessions = (): Promise<unknown[]> =>
      Promise.all(
        Array.from({ length: 3 }, () =>
          source.query("SELECT @@tx_isolation AS level, @@max_statement_time AS seconds, SLEEP(0.05) AS slept"),
        ),
      );
    try {
      await sessions();
      await prepareSessions(source, 10_000);
      const prepared = [{ level: "READ-COMMITTED", seconds: 10, slept: 0 }];
      expect(await sessions()).toEqual([prepared, prepared, prepared]);
    } finally {
      await source.destroy();
    }
  });
});

test("each connection to SQLite keeps as much of the file as it is given", async () => {
  const made = await createTestDatabase("sqlite");
  for (const [cacheKib, pages] of [
    [undefined, -32_000],
    [2_000, -2_000],
  ] as const) {
    const database = await openDatabase({ url: made.url, cacheKib }, systemClock);
    const asked = [database, database.migrationSource].map((each) => each.query("PRAGMA cache_size"));
    expect(await Promise.all(asked)).toEqual([[{ cache_size: pages }], [{ cache_size: pages }]]);
    await database.close();
  }
  await made.dispose();
});
