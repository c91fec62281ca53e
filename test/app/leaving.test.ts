import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import WebSocket from "ws";
import { parseConfig } from "../../src/config";
import { startServer } from "../../src/server";
import { BUILT } from "../support/built";
import { createMigratedDatabase, createTestDatabase, forEachDatabase } from "../support/databases";
import { eventually } from "../support/eventually";
import { connectTo } from "../support/mariadb-pool";
import { postJson } from "../support/post-json";
import { describeWith } from "../support/programs";
import { freePort, startProcess } from "../support/processes";
import { temporaryFolder } from "../support/temporary";

test("a server told to stop says so to whatever distributes requests, goes on answering, and is stopped by a second signal", async () => {
  await using folder = await temporaryFolder("leaving");
  await using database = await createMigratedDatabase("sqlite");
  const port = await freePort();
  const settings = { DATA_DIR: folder.path, DATABASE_URL: database.url, SECRET: "s".repeat(40), PORT: String(port) };
  await using server = await startProcess(process.execPath, [join(BUILT, "src/main.js")], {
    ready: { output: /Redress is ready/ },
    env: { PATH: process.env.PATH, ...settings, DRAIN_SECONDS: "3600", DEMO: "false" },
  });
  const ask = async (path: string): Promise<[number, unknown]> => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`);
    return [answer.status, await answer.json()];
  };
  expect(await ask("/health/ready")).toEqual([200, { status: "ready" }]);
  expect(await ask("/health/dependencies")).toMatchObject([200, { status: "working", problems: [] }]);
  expect((await ask("/health/elsewhere"))[0]).toBe(404);
  const told = await fetch(`http://127.0.0.1:${port}/health/ready`, { method: "PUT" });
  expect([told.status, told.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  server.signal("SIGTERM");
  await eventually(async () => expect(await ask("/health/ready")).toEqual([503, { status: "leaving" }]));
  expect(await ask("/health/live")).toEqual([200, { status: "live" }]);
  const { body } = await postJson(`http://127.0.0.1:${port}/graphql`, { query: "{ __typename }" }, {});
  expect(body).toEqual({ data: { __typename: "Query" } });
  server.signal("SIGTERM");
  expect(await server.exited).toEqual({ code: 0, signal: null });
});

test("what Node warns of is in the log, as all else is, from the start on", async () => {
  await using folder = await temporaryFolder("warned");
  await using database = await createMigratedDatabase("sqlite");
  // Warns as soon as somebody listens, who is not there yet when this is loaded.
  const warns = `process.on("newListener", (name) => name === "warning" && setImmediate(() => process.emitWarning("of old age")))`;
  const imported = `data:text/javascript,${encodeURIComponent(warns)}`;
  const port = String(await freePort());
  const settings = { DATA_DIR: folder.path, DATABASE_URL: database.url, SECRET: "s".repeat(40), PORT: port };
  await using server = await startProcess(process.execPath, ["--import", imported, join(BUILT, "src/main.js")], {
    ready: { output: /Redress is ready/ },
    env: { PATH: process.env.PATH, ...settings, DEMO: "false" },
  });
  const said = (): string[] => server.output.split("\n").filter((line) => line.includes("of old age"));
  await eventually(async () => expect(said().length).toBeGreaterThanOrEqual(2));
  for (const line of said())
    expect(JSON.parse(line)).toMatchObject({ level: 40, msg: "Node warns", err: { message: "of old age" } });
});

test("of a start that fails what Node warned of is said beside why", async () => {
  await using folder = await temporaryFolder("warned-in-vain");
  const warns = `process.on("newListener", (name) => name === "warning" && process.emitWarning("of old age"))`;
  const imported = `data:text/javascript,${encodeURIComponent(warns)}`;
  const env = { PATH: process.env.PATH, DATA_DIR: folder.path, DATABASE_URL: "mysql://nobody@127.0.0.1:1/none" };
  const failed = promisify(execFile)(process.execPath, ["--import", imported, join(BUILT, "src/main.js")], {
    env,
    timeout: 60_000,
  });
  await expect(failed).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/of old age[^]*DATABASE_URL/),
  });
});

forEachDatabase((kind) => {
  test("where tables have to be made first, a server says so, and serves when they are there", async () => {
    await using database = await createTestDatabase(kind);
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const ask = async (path: string): Promise<[number, unknown]> => {
      const answer = await fetch(url + path);
      return [answer.status, await answer.json()];
    };
    /** What it answered to whoever distributes requests, as often as that was asked. */
    const said = new Set<string>();
    const connection = kind === "mariadb" ? await connectTo(database.url) : null;
    // Somebody else holds the lease, and has until tomorrow.
    for (const statement of [
      "CREATE TABLE migration_lease (id int NOT NULL PRIMARY KEY, holder varchar(40) NOT NULL, until bigint NOT NULL)",
      `INSERT INTO migration_lease VALUES (1, 'somebody else', ${Date.now() + 86_400_000})`,
    ])
      await connection?.query(statement);
    const settings = { PORT: String(port), DATABASE_URL: database.url, SECRET: "s".repeat(40), DEMO: "false" };
    const starting = startServer(parseConfig({ ...settings, LOG_LEVEL: "silent" }));
    try {
      if (connection) {
        await eventually(async () =>
          expect(await ask("/health/ready")).toEqual([503, { status: "starting", doing: "waiting" }]),
        );
        expect(await ask("/health/live")).toEqual([200, { status: "live" }]);
        expect(await ask("/health/dependencies")).toMatchObject([503, { status: "starting" }]);
        const answer = await fetch(`${url}/graphql?query={__typename}`, { headers: { "accept-language": "zh-CN" } });
        expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "2"]);
        expect(await answer.json()).toMatchObject({
          errors: [
            { message: "服务正在启动，请稍后再试。", extensions: { code: "UNAVAILABLE", reason: "server.starting" } },
          ],
        });
        await expect(openSocket(url)).rejects.toThrow("503");
        await connection.query("UPDATE migration_lease SET until = 0");
      }
      await eventually(async () => {
        const [status, body] = await ask("/health/ready");
        said.add(JSON.stringify(body));
        expect(status).toBe(200);
      });
      await using server = await starting;
      const { body } = await postJson(`${url}/graphql`, { query: "{ __typename }" }, {});
      expect(body).toEqual({ data: { __typename: "Query" } });
      if (connection) expect([...said]).toContain(JSON.stringify({ status: "starting", doing: "migrating" }));
      expect(server.url).toContain(String(port));
    } finally {
      await connection?.end();
    }
  });
});

describeWith("mariadbd", "on MariaDB", () => {
  test.each([
    ["an empty database", createTestDatabase],
    ["one with tables alone", createMigratedDatabase],
  ])(
    "five that start at once on %s all serve",
    async (_, made) => {
      await using database = await made("mariadb");
      const settings = { PORT: "0", DATABASE_URL: database.url, SECRET: "s".repeat(40), DEMO: "false" };
      const starts = await Promise.allSettled(
        Array.from({ length: 5 }, () => startServer(parseConfig({ ...settings, LOG_LEVEL: "silent" }))),
      );
      try {
        for (const start of starts) {
          if (start.status === "rejected") throw start.reason;
          const { url } = start.value;
          const { body } = await postJson(`${url}/graphql`, { query: "{ rules { code } }" }, {});
          const codes = (body as { data: { rules: { code: string }[] } }).data.rules.map(({ code }) => code);
          expect(codes).toContain("GIFT-1");
          expect(new Set(codes).size).toBe(codes.length);
          expect((await fetch(`${url}/health/ready`)).status).toBe(200);
        }
      } finally {
        for (const start of starts) if (start.status === "fulfilled") await start.value[Symbol.asyncDispose]();
      }
    },
    60_000,
  );
});

const openSocket = (url: string): Promise<void> =>
  new Promise((done, failed) => {
    const socket = new WebSocket(`${url.replace("http", "ws")}/graphql`, "graphql-transport-ws");
    socket.on("open", () => done()).on("error", failed);
  });
