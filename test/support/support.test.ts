import Sqlite from "better-sqlite3";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { createConnection, type RowDataPacket } from "mysql2/promise";
import { launchBrowser } from "./browser";
import { createMigratedDatabase, createTestDatabase, forEachDatabase, forEachDatabaseSampled } from "./databases";
import { startMariaDb } from "./mariadb";
import { connectTo, giveBackToPool, makeLike, makePool, takeFromPool } from "./mariadb-pool";
import { freePort, startProcess } from "./processes";
import { describeWith } from "./programs";
import { startRedis } from "./redis";
import { makeMariaDbTemplates, makeTables, TEMPLATES } from "./templates";
import { temporaryFolder } from "./temporary";

forEachDatabase((kind) => {
  test("every test database has an address of its own", async () => {
    await using first = await createTestDatabase(kind);
    await using second = await createTestDatabase(kind);
    expect(first.url).not.toBe(second.url);
  });
});

test("a port is given to one test of a run only, though nobody listens on it yet", async () => {
  const random = jest.spyOn(Math, "random");
  for (const value of [0.5, 0.5]) random.mockReturnValueOnce(value);
  expect(await freePort()).not.toBe(await freePort());
});

test("a sample on MariaDB is part of the whole on SQLite", () => {
  const sampled = () => forEachDatabaseSampled({ all: ["a", "b"], onMariaDb: ["b", "c"] }, () => undefined);
  expect(sampled).toThrow("not among all: c");
});

describeWith("mariadbd", "a MariaDB server of a test's own", () => {
  test("a committed row survives SIGKILL and restart", async () => {
    await using server = await startMariaDb();
    await run(server.url, "CREATE DATABASE faults");
    await run(server.url, "CREATE TABLE faults.notes (id int PRIMARY KEY)");
    await run(server.url, "INSERT INTO faults.notes VALUES (7)");

    await server.kill();
    await expect(run(server.url, "SELECT 1")).rejects.toThrow("ECONNREFUSED");

    await server.restart();
    expect(await run(server.url, "SELECT id FROM faults.notes")).toEqual([{ id: 7 }]);
  });

  test("a new database compares text exactly, in every script", async () => {
    await using database = await createTestDatabase("mariadb");
    await run(database.url, "CREATE TABLE words (word varchar(20) PRIMARY KEY)");
    await run(database.url, "INSERT INTO words VALUES ('a'), ('A'), ('投诉')");
    expect(await run(database.url, "SELECT word FROM words WHERE word IN ('A', '投诉') ORDER BY word")).toEqual([
      { word: "A" },
      { word: "投诉" },
    ]);
  });
});

describe("a copy of what a demo's first start left", () => {
  test("is the template but for its epoch, on SQLite", async () => {
    await using first = await createMigratedDatabase("sqlite", "demo");
    await using second = await createMigratedDatabase("sqlite", "demo");
    const [one, other] = [first, second].map(({ url }) => {
      const database = new Sqlite(url.slice("sqlite:".length), { readonly: true });
      const whole = database.pragma("integrity_check", { simple: true });
      const { epoch, position } = database.prepare("SELECT epoch, position FROM feed_counter").get() as EpochRow;
      const people = database.prepare("SELECT login FROM account ORDER BY login").pluck().all();
      database.close();
      return { whole, epoch, position, people };
    });
    expect(one).toMatchObject({ whole: "ok", position: other?.position, people: other?.people });
    expect(one?.people).toContain("li.na");
    expect(one?.epoch).toMatch(/^[0-9a-f]{32}$/);
    expect(other?.epoch).not.toBe(one?.epoch);
  });
});

interface EpochRow {
  epoch: string;
  position: number;
}

describeWith("mariadbd", "databases that are given back", () => {
  test("have the rows of the next test's template, whatever was in them; those whose tables were changed are for nobody", async () => {
    await using server = await startMariaDb();
    await using folder = await temporaryFolder("template");
    const tables = await makeMariaDbTemplates(server.url, folder.path);
    await using connection = await connectTo(server.url);
    await makePool(connection);
    await run(server.url, "CREATE DATABASE used");
    await makeTables(tables, `${server.url}/used`);
    const checksumsOf = async (name: string) => {
      const tables = (await run(server.url, `SHOW TABLES FROM ${name}`)).flatMap(
        (row) => Object.values(row) as string[],
      );
      expect(tables.length).toBeGreaterThan(80);
      const sums = await run(server.url, `CHECKSUM TABLE ${tables.map((table) => `${name}.${table}`).join(", ")}`);
      return sums.map(({ Checksum }) => Checksum as string);
    };
    const { rules, demo } = TEMPLATES;
    expect(await checksumsOf(demo)).not.toEqual(await checksumsOf(rules));
    await makeLike(connection, demo, "used");
    expect(await checksumsOf("used")).toEqual(await checksumsOf(demo));

    const next = () =>
      run(
        server.url,
        "SELECT auto_increment AS id FROM information_schema.tables WHERE table_schema = 'used' AND table_name = 'event_log'",
      );
    const first = await next();
    await run(server.url, "DELETE FROM used.policy_value");
    await run(server.url, "UPDATE used.feed_counter SET position = position + 7");
    // The register lets nobody delete; an event that was taken back leaves its number behind.
    const bare = "SET STATEMENT foreign_key_checks = 0, sql_mode = '' FOR INSERT INTO";
    await run(server.url, `${bare} used.register_entry () VALUES ()`);
    await connection.query(`START TRANSACTION; ${bare} used.event_log () VALUES (); ROLLBACK`);
    expect(await next()).not.toEqual(first);
    expect(await takeFromPool(connection)).toBeUndefined();
    await giveBackToPool(connection, "used", rules);
    expect(await takeFromPool(connection)).toBe("used");
    expect(await takeFromPool(connection)).toBeUndefined();
    await makeLike(connection, demo, "used");
    expect(await checksumsOf("used")).toEqual(await checksumsOf(demo));
    expect(await next()).toEqual(first);
    await makeLike(connection, rules, "used");
    expect(await checksumsOf("used")).toEqual(await checksumsOf(rules));

    await run(server.url, "DROP TABLE used.message");
    await giveBackToPool(connection, "used", rules);
    expect(await takeFromPool(connection)).toBeUndefined();
    expect(await run(server.url, "SHOW DATABASES LIKE 'used'")).toEqual([]);
  });
});

describeWith("redis-server", "a Redis server of a test's own", () => {
  test("it answers, dies and answers again", async () => {
    await using server = await startRedis();
    expect(await ping(server.port)).toBe("+PONG\r\n");
    await server.kill();
    await expect(ping(server.port)).rejects.toThrow("ECONNREFUSED");
    await server.restart();
    expect(await ping(server.port)).toBe("+PONG\r\n");
  });
});

describeWith("chromium", "the browser", () => {
  test("it renders a page", async () => {
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      await page.setContent("<h1>投诉</h1>");
      expect(await page.textContent("h1")).toBe("投诉");
    } finally {
      await browser.close();
    }
  });
});

describe("a started process", () => {
  test("it is ready when its output says so, and a stopped one can still be disposed of", async () => {
    const started = await startProcess(process.execPath, ["-e", "console.log('ready'); setInterval(() => {}, 1000)"], {
      ready: { output: /ready/ },
    });
    await started.freeze();
    await started.stop();
    expect(await started.exited).toEqual({ code: null, signal: "SIGTERM" });
  });

  test("one that ends before it is ready fails with what it printed", async () => {
    const starting = startProcess(process.execPath, ["-e", "console.error('no such setting')"], {
      ready: { output: /ready/ },
    });
    await expect(starting).rejects.toThrow("no such setting");
  });

  test("a temporary folder is gone once disposed of", async () => {
    const folder = await temporaryFolder("trace");
    expect(existsSync(folder.path)).toBe(true);
    await folder.remove();
    expect(existsSync(folder.path)).toBe(false);
  });
});

async function run(url: string, statement: string): Promise<RowDataPacket[]> {
  const connection = await createConnection(url);
  try {
    return (await connection.query<RowDataPacket[]>(statement))[0];
  } finally {
    await connection.end();
  }
}

async function ping(port: number): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.write("PING\r\n");
  const [reply] = (await once(socket, "data")) as [Buffer];
  socket.destroy();
  return reply.toString();
}

test("what is begun first is there", () => {
  const { SLOW } = jest.requireActual<{ SLOW: readonly string[] }>("./jest/sequencer.cjs");
  expect(SLOW.filter((name) => !existsSync(join(__dirname, `../${name}.test.ts`)))).toEqual([]);
});
