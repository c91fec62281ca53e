import fc from "fast-check";
import { createConnection } from "mysql2/promise";
import pino from "pino";
import { openDatabase } from "../../src/app/open-database";
import { systemClock } from "../../src/platform/clock";
import type { Database } from "../../src/platform/database/database";
import { sql } from "../../src/platform/database/sql";
import { Deadline } from "../../src/platform/scheduling/deadline";
import type { Finding } from "../../src/app/upkeep/finding.pure";
import { redress } from "../support/command-line";
import { createMigratedDatabase } from "../support/databases";
import { eventually } from "../support/eventually";
import { FOLLOWED, startMariaDb, startReplicaOf, type TestMariaDb } from "../support/mariadb";
import { freePort } from "../support/processes";
import { describeWith } from "../support/programs";

const LOG = pino({ level: "silent" });
const LONG_MS = 60_000;
const SECRET = "a secret of thirty-two characters or more";

describeWith("mariadbd", "a MariaDB with a replica", () => {
  let primary: TestMariaDb;
  let replica: TestMariaDb;
  /** Two processes that read from it. */
  let nodes: Database[];

  beforeAll(async () => {
    primary = await startMariaDb(FOLLOWED);
    await ask(primary.url, "CREATE DATABASE redress CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
    replica = await startReplicaOf(primary);
    nodes = [await open(), await open()];
    await ask(`${primary.url}/redress`, "CREATE TABLE said (id int PRIMARY KEY, word int NOT NULL)");
    await ask(`${primary.url}/redress`, "INSERT INTO said VALUES (1, 0)");
  });
  afterAll(async () => {
    for (const node of nodes ?? []) await node.close();
    await replica?.stop();
    await primary?.stop();
  });

  test("whatever becomes of it, nobody is answered what is not so any more, and nobody an error", async () => {
    let word = 0;
    const node = fc.integer({ min: 0, max: 1 });
    const said = async (which: number): Promise<unknown> => (await reading(which)).word;
    await Promise.all(nodes.map((_, which) => fromReplica(which)));
    const step = fc.oneof(
      { weight: 5, arbitrary: node.map((which) => ({ what: "write", which }) as const) },
      { weight: 8, arbitrary: node.map((which) => ({ what: "read", which }) as const) },
      { weight: 3, arbitrary: fc.constant({ what: "stop" } as const) },
      { weight: 2, arbitrary: fc.constant({ what: "go on" } as const) },
      { weight: 1, arbitrary: fc.constant({ what: "freeze" } as const) },
      { weight: 1, arbitrary: fc.constant({ what: "kill" } as const) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 18 }), async (steps) => {
        for (const each of steps) {
          if (each.what === "write") await write(each.which, (word += 1));
          else if (each.what === "read") expect(await said(each.which)).toBe(word);
          else if (each.what === "stop") await tell("STOP SLAVE SQL_THREAD");
          else if (each.what === "go on") await tell("START SLAVE SQL_THREAD");
          else {
            await (each.what === "freeze" ? replica.freeze() : replica.kill());
            await write(0, (word += 1));
            expect(await Promise.all([said(0), said(1)])).toEqual([word, word]);
            await (each.what === "freeze" ? replica.signal("SIGCONT") : replica.restart());
          }
        }
        await tell("START SLAVE");
        // And once it is well again it is read from.
        await Promise.all(nodes.map((_, which) => fromReplica(which)));
        expect(await Promise.all([said(0), said(1)])).toEqual([word, word]);
      }),
      { numRuns: 2, endOnFailure: true },
    );
  });

  test("one that stands still is not read from, and is again when it has caught up", async () => {
    await fromReplica(0);
    const before = nodeOf(0).replica?.operations;
    expect(await reading(0)).toBeDefined();
    expect(nodeOf(0).replica?.operations).toEqual({ ...before, replica: (before?.replica ?? 0) + 1 });
    await tell("STOP SLAVE SQL_THREAD");
    await write(1, 6_000);
    expect(await reading(0)).toEqual({ word: 6_000 });
    await eventually(async () => expect(nodeOf(0).replica?.behindSeconds).toBeGreaterThan(0.5));
    await tell("START SLAVE SQL_THREAD");
    await fromReplica(0);
    expect(nodeOf(0).replica?.behindSeconds).toBe(0);
    expect(await reading(0)).toEqual({ word: 6_000 });
  });

  test("one that dies while an operation reads there is answered for by the primary", async () => {
    await fromReplica(0);
    const view = await view0();
    await write(1, 7_000);
    await replica.kill();
    expect(await view.query(sql`SELECT word FROM said`)).toEqual([{ word: 7_000 }]);
    await replica.restart();
  });

  test("one whose reads fail by themselves is told of once, and each is counted", async () => {
    const lines: string[] = [];
    const log = pino({ level: "warn" }, { write: (line: string) => void lines.push(line) });
    const node = await openDatabase({ url: url(primary) }, systemClock);
    node.useReplica({ url: url(replica), poolSize: 2 }, log);
    const viewOf = async (): Promise<Database> => {
      let reader: Database | undefined;
      await eventually(async () => {
        const view = node.within({ deadline: new Deadline(LONG_MS) });
        reader = await view.elsewhere();
        expect(reader === view).toBe(false);
      });
      if (!reader) throw new Error("it is never read from");
      return reader;
    };
    await viewOf();
    lines.length = 0;
    await ask(url(replica), "SET SESSION sql_log_bin = 0", "RENAME TABLE said TO mislaid");
    for (let failed = 0; failed < 3; failed += 1) {
      const view = await viewOf();
      expect(await view.query(sql`SELECT id FROM said`)).toEqual([{ id: 1 }]);
    }
    await ask(url(replica), "SET SESSION sql_log_bin = 0", "RENAME TABLE mislaid TO said");
    expect(node.replica?.failedReads).toBe(3);
    expect(lines.filter((line) => line.includes("a read failed at the replica"))).toHaveLength(1);
    await node.close();
  });

  test("another installation's is never read from, though it be far ahead", async () => {
    await using stranger = await startMariaDb({ ...FOLLOWED, "server-id": "3" });
    await ask(stranger.url, "CREATE DATABASE redress CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
    await (await openDatabase({ url: `${stranger.url}/redress` }, systemClock)).close();
    await ask(`${stranger.url}/redress`, "SET GLOBAL gtid_slave_pos = '0-1-99999999'");
    const node = await openDatabase({ url: `${primary.url}/redress` }, systemClock);
    node.useReplica({ url: `${stranger.url}/redress`, poolSize: 2 }, LOG);
    await eventually(async () => expect(node.replica?.behindSeconds).toBeGreaterThan(1));
    const view = node.within({ deadline: new Deadline(LONG_MS) });
    expect((await view.elsewhere()) === view).toBe(true);
    await node.close();
  });

  test("the doctor says whether it is read from, and why not", async () => {
    const found = async (read: string, from = url(primary)): Promise<string[]> => {
      const { stdout } = await redress(["doctor", "--json"], { DATABASE_URL: from, DATABASE_READ_URL: read, SECRET });
      const { findings } = JSON.parse(stdout) as { findings: Finding[] };
      return findings
        .filter(({ about }) => about === "DATABASE_READ_URL")
        .map(({ state, text }) => `${state}: ${text}`);
    };
    expect(await found(url(replica))).toEqual([
      expect.stringMatching(/^ok: had all that was committed within \d+ ms$/),
    ]);
    await tell("STOP SLAVE SQL_THREAD");
    await write(0, 8_000);
    expect(await found(url(replica))).toEqual([expect.stringMatching(/^warning: is more than 5 seconds late/)]);
    await tell("START SLAVE SQL_THREAD");
    expect(await found(`mysql://root@127.0.0.1:${await freePort()}/redress`)).toEqual([
      expect.stringMatching(/^problem: cannot be read: .*ECONNREFUSED/),
    ]);
    await using other = await createMigratedDatabase("mariadb");
    expect(await found(other.url)).toEqual(["problem: is no replica of the database in DATABASE_URL"]);
  });

  const url = (server: TestMariaDb): string => `${server.url}/redress`;

  async function open(): Promise<Database> {
    const database = await openDatabase({ url: url(primary) }, systemClock);
    database.useReplica({ url: url(replica), poolSize: 4 }, LOG);
    return database;
  }

  const nodeOf = (which: number): Database => {
    const node = nodes[which];
    if (!node) throw new Error("there are two");
    return node;
  };
  const view0 = (): Promise<Database> =>
    nodeOf(0)
      .within({ deadline: new Deadline(LONG_MS) })
      .elsewhere();

  const write = (which: number, word: number): Promise<void> =>
    nodeOf(which).transact(async (tx) => tx.executeUnseen(sql`UPDATE said SET word = ${word} WHERE id = 1`));

  /** As an operation that changes nothing. */
  async function reading(which: number): Promise<{ word: number }> {
    const view = await nodeOf(which)
      .within({ deadline: new Deadline(LONG_MS) })
      .elsewhere();
    const [row] = await view.query<{ word: number }>(sql`SELECT word FROM said`);
    if (!row) throw new Error("there is one");
    return row;
  }

  /** Until it is read from. */
  async function fromReplica(which: number): Promise<void> {
    await eventually(async () => {
      const view = nodeOf(which).within({ deadline: new Deadline(LONG_MS) });
      // Not shown when it is not so: all that a database holds, as text, takes longer than the replica has for an answer.
      expect((await view.elsewhere()) === view).toBe(false);
    });
  }

  const tell = (statement: string): Promise<void> => ask(replica.url, statement);
});

async function ask(url: string, ...statements: string[]): Promise<void> {
  const connection = await createConnection(url);
  try {
    for (const statement of statements) await connection.query(statement);
  } finally {
    await connection.end();
  }
}
