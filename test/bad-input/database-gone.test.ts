import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import pino from "pino";
import { createConnection } from "mysql2/promise";
import { parseConfig } from "../../src/config";
import { startServer, type RunningServer } from "../../src/server";
import { BUILT } from "../support/built";
import { eventually } from "../support/eventually";
import { startMariaDb, type TestMariaDb } from "../support/mariadb";
import { freePort } from "../support/processes";
import { describeWith } from "../support/programs";
import { temporaryFolder, type TemporaryFolder } from "../support/temporary";
import { signIn, type Answer, type Person } from "../support/world";

/** Starts the built server as people do, and waits until it has given up. */
async function failedStart(env: Record<string, string>): Promise<{ code: number; stdout: string; stderr: string }> {
  await using folder = await temporaryFolder("start");
  const { PATH = "" } = process.env;
  try {
    await promisify(execFile)(process.execPath, [join(BUILT, "src/main.js")], {
      env: { PATH, PORT: "0", DATA_DIR: folder.path, ...env },
      timeout: 30_000,
    });
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string };
  }
  throw new Error("the server started and ended well");
}

describe("at the start", () => {
  test("nobody listens where the database should be: one clear message, no stack, exit code 1", async () => {
    const { code, stdout, stderr } = await failedStart({
      DATABASE_URL: `mysql://root:geheim@127.0.0.1:${await freePort()}/redress`,
    });
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^DATABASE_URL: the database cannot be reached/);
    expect(stderr).toContain("ECONNREFUSED");
    expect(stderr).not.toMatch(/geheim|node_modules|\n\s+at /);
  });

  test("an SQLite file that cannot be opened", async () => {
    const { code, stderr } = await failedStart({ DATABASE_URL: "sqlite:/proc/redress.db" });
    expect(code).toBe(1);
    expect(stderr).toMatch(/DATABASE_URL/);
    expect(stderr).not.toMatch(/node_modules|\n\s+at /);
  });

  test("all wrong settings are reported together, each with its name, the secret never", async () => {
    const wrong = {
      PORT: "abc",
      DATABASE_URL: "postgres://x",
      SECRET: "too-short",
      LOG_LEVEL: "loud",
      DEMO: "maybe",
      STORAGE_URL: "s3://x",
      SWEEP_SECONDS: "0",
      PUBLIC_URL: "ftp://x",
      JWKS_URL: "https://id.example/keys",
    };
    const { code, stdout, stderr } = await failedStart(wrong);
    expect(code).toBe(1);
    expect(stdout).toBe("");
    for (const name of Object.keys(wrong)) expect(stderr).toContain(name);
    expect(stderr).toContain("JWT_ISSUER");
    expect(stderr).not.toContain("too-short");
    expect(stderr).not.toMatch(/node_modules|\n\s+at /);
    expect(() => parseConfig(wrong)).toThrow(/PORT[^]*DATABASE_URL[^]*LOG_LEVEL/);
  });
});

describeWith("mariadbd", "in the middle", () => {
  let database: TestMariaDb;
  let folder: TemporaryFolder;
  let server: RunningServer;
  let person: Person;

  beforeAll(async () => {
    database = await startMariaDb();
    const connection = await createConnection(database.url);
    await connection.query("CREATE DATABASE redress CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
    // A server that only reads makes no exception for it, as it does for root.
    await connection.query("CREATE USER redress@'%'");
    await connection.query("GRANT ALL PRIVILEGES ON redress.* TO redress@'%'");
    await connection.end();
    folder = await temporaryFolder("gone");
    const env = {
      PORT: "0",
      HOST: "127.0.0.1",
      DEMO: "true",
      DATA_DIR: folder.path,
      DATABASE_URL: `${database.url.replace("root@", "redress@")}/redress`,
      SWEEP_SECONDS: "1",
      STATEMENT_TIMEOUT_MS: "1000",
    };
    server = await startServer(parseConfig(env), { log: pino({ level: "silent" }) });
    // Writing here is changing one's name, again and again.
    await server.services.database.transact((tx) => {
      tx.execute("UPDATE policy_value SET value = ? WHERE code = 'account.rename'", [`{"days":1,"times":1000000}`]);
      return Promise.resolve();
    });
    person = await signIn(server.url, "li.na");
  });
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]();
    await database?.stop();
    await folder?.remove();
  });

  const health = async (path: string): Promise<number> => (await fetch(`${server.url}/health/${path}`)).status;
  const rename = (displayName: string): Promise<Answer> =>
    person.gql(`mutation ($input: UpdateAccountInput!) { updateAccount(input: $input) { account { displayName } } }`, {
      input: { displayName },
    });

  const untilWorking = () => eventually(async () => expect(await health("dependencies")).toBe(200));

  async function expectUnavailable(): Promise<void> {
    const signedIn = await person.gql("{ viewer { id } }");
    expect([signedIn.status, signedIn.errors?.[0]?.extensions.code]).toEqual([503, "UNAVAILABLE"]);
    const visitor = await new (person.constructor as typeof Person)(server.url, undefined).gql("{ rules { code } }");
    expect(visitor.errors?.[0]?.extensions.code).toBe("UNAVAILABLE");
    expect(visitor.errors?.[0]?.message).not.toMatch(/ECONN|127\.0\.0\.1|root/);
    expect((await rename("x")).errors?.[0]?.extensions.code).toBe("UNAVAILABLE");
    // All nodes share it: whatever distributes requests has none to send them to instead.
    for (const path of ["ready", "live"]) expect(await health(path)).toBe(200);
  }

  test("killed: UNAVAILABLE and 503 with Retry-After, at once; after its restart everything goes on by itself", async () => {
    const stream = person.follow("subscription { rulingPublished { caughtUp } }");
    await stream.until(({ received }) => received[0]?.caughtUp);
    expect(await health("dependencies")).toBe(200);

    await database.kill("SIGKILL");
    await person.gql("{ viewer { id } }").catch(() => undefined); // it finds out, and may lose its line
    const began = Date.now();
    await expectUnavailable();
    expect(Date.now() - began).toBeLessThan(5_000);
    // What it depends on is looked up once in a while.
    await eventually(async () => expect(await health("dependencies")).toBe(503));
    const response = await fetch(`${server.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${person.token}` },
      body: JSON.stringify({ query: "{ viewer { id } }" }),
    });
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);

    await database.restart();
    await untilWorking();
    expect((await rename("李娜娜")).data.updateAccount.account.displayName).toBe("李娜娜");
    // Nothing of this cost the stream its place.
    expect([stream.ended, stream.errors]).toEqual([undefined, []]);
    await person.hangUp();
  });

  test("killed in the middle of writing: what was answered is there, what was not is whole or absent", async () => {
    const done: string[] = [];
    let writing = true;
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let n = 0; writing; n += 1) {
        const code = `W${writer}-${n}`;
        const { errors, data } = await rename(code).catch(() => ({ errors: [{}], data: null }));
        if (!errors && data) done.push(code);
        if (errors) await new Promise((wake) => setTimeout(wake, 50));
      }
    });
    await eventually(async () => expect(done.length).toBeGreaterThanOrEqual(8));
    await database.kill("SIGKILL");
    await database.restart();
    await untilWorking();
    writing = false;
    await Promise.all(writers);
    const events = await server.services.database.query<{ data: unknown; seq: number }>(
      "SELECT seq, data FROM event_log WHERE stream_id = ? AND type = 'ACCOUNT_UPDATED' ORDER BY seq",
      [person.accountId],
    );
    expect(events.length).toBeGreaterThanOrEqual(done.length);
    expect(done.length).toBeGreaterThan(0);
    // Gapless, for the stream and for the whole log.
    await server.services.tail.catchUp();
    const [log] = await server.services.database.query(
      "SELECT MAX(position) - COUNT(*) AS gaps, (SELECT COUNT(*) FROM event_log) - COUNT(*) AS left_out FROM log_position",
    );
    expect(log).toEqual({ gaps: 0, left_out: 0 });
    const [head] = await server.services.database.query(
      "SELECT a.event_seq, (SELECT MAX(e.seq) FROM event_log e WHERE e.stream_id = a.id) AS last FROM account a WHERE a.id = ?",
      [person.accountId],
    );
    expect(head?.event_seq).toBeGreaterThan(0);
    expect(head?.event_seq).toBe(head?.last);
  });

  test("read-only: what changes something is refused UNAVAILABLE and leaves nothing, what reads is answered", async () => {
    const setReadOnly = async (value: "ON" | "OFF"): Promise<void> => {
      const connection = await createConnection(database.url);
      await connection.query(`SET GLOBAL read_only = ${value}`);
      await connection.end();
    };
    const history = () =>
      server.services.database.query(
        "SELECT a.display_name, a.event_seq, (SELECT COUNT(*) FROM event_log e WHERE e.stream_id = a.id) AS events FROM account a WHERE a.id = ?",
        [person.accountId],
      );
    expect((await rename("可写")).errors).toBeUndefined();
    const before = await history();
    await setReadOnly("ON");
    try {
      const { errors } = await rename("只读");
      expect(errors?.[0]?.extensions.code).toBe("UNAVAILABLE");
      expect(errors?.[0]?.extensions.retryAfter).toBeGreaterThan(0);
      expect((await person.gql("{ viewer { displayName } }")).data.viewer.displayName).toBe("可写");
      expect(await history()).toEqual(before);
    } finally {
      await setReadOnly("OFF");
    }
    expect((await rename("又可写")).errors).toBeUndefined();
  });

  test("frozen: nobody waits for ever, and it goes on when the database does", async () => {
    await database.freeze();
    const began = Date.now();
    try {
      const answer = await Promise.race([
        person.gql("{ viewer { id } }"),
        new Promise<string>((late) => setTimeout(() => late("still waiting after 10 s"), 10_000)),
      ]);
      expect(answer).toMatchObject({
        errors: [{ extensions: { code: expect.stringMatching(/UNAVAILABLE|OVERLOADED/) } }],
      });
      expect(Date.now() - began).toBeLessThan(10_000);
      expect(await health("live")).toBe(200);
      // Many at once do not wait one for the other.
      const crowd = await Promise.all(Array.from({ length: 40 }, () => person.gql("{ viewer { id } }")));
      for (const { status } of crowd) expect(status).toBe(503);
      expect(Date.now() - began).toBeLessThan(30_000);
    } finally {
      database.signal("SIGCONT");
    }
    await untilWorking();
    expect((await person.gql("{ viewer { id } }")).data.viewer.id).toBe(person.accountId);
  });
});
