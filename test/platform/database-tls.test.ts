import { existsSync } from "node:fs";
import { join } from "node:path";
import { createConnection } from "mysql2/promise";
import { MODEL } from "../../src/app/open-database";
import { parseConfig } from "../../src/config";
import { systemClock } from "../../src/platform/clock";
import { Database } from "../../src/platform/database/database";
import { openingProblem } from "../../src/platform/database/opening-problem.pure";
import type { Refusal } from "../../src/platform/refusal";
import { certify } from "../support/certificates";
import { eventually } from "../support/eventually";
import { startMariaDb, type TestMariaDb } from "../support/mariadb";
import { describeWith } from "../support/programs";
import { temporaryFolder } from "../support/temporary";

type Folder = Awaited<ReturnType<typeof temporaryFolder>>;

/** What it is refused with: as nothing else, as what may be tried again. */
async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
  const refusal = await work.then(
    () => "done",
    (error: unknown) => error,
  );
  expect(refusal).toMatchObject({ code: "UNAVAILABLE" });
  return refusal as Refusal;
}

/** No tables: the way to the database is what is tried. */
const EMPTY = { ...MODEL, migrations: [] };

describeWith("mariadbd", "the way to the database", () => {
  let folder: Folder;
  let server: TestMariaDb;
  let other: TestMariaDb;
  let plain: TestMariaDb;
  const at = (name: string): string => join(folder.path, name);

  beforeAll(async () => {
    folder = await temporaryFolder("tls");
    await certify(folder.path, "authority");
    await certify(folder.path, "stranger");
    await certify(folder.path, "database", { by: "authority", for: "DNS:localhost" });
    await certify(folder.path, "another", { by: "authority", for: "DNS:another.example" });
    server = await startMariaDb({ "ssl-cert": at("database.pem"), "ssl-key": at("database.key") });
    other = await startMariaDb({ "ssl-cert": at("another.pem"), "ssl-key": at("another.key") });
    plain = await startMariaDb();
    for (const { url } of [server, other, plain]) {
      const connection = await createConnection(url);
      await connection.query("CREATE DATABASE redress");
      await connection.end();
    }
  }, 60_000);
  afterAll(async () => {
    for (const started of [server, other, plain]) await started?.stop();
    await folder?.remove();
  });

  /** How the connection is encrypted, "" when it is not; or what the operator is told. */
  async function way(to: TestMariaDb, env: Record<string, string> = {}, name = "redress"): Promise<string> {
    const { database: settings } = parseConfig({
      SECRET: "x".repeat(32),
      DATABASE_URL: `mysql://root@localhost:${to.port}/${name}`,
      ...env,
    });
    try {
      const database = await Database.open(settings, EMPTY, systemClock);
      try {
        const [row] = await database.query<{ Value: string }>("SHOW SESSION STATUS LIKE 'Ssl_cipher'");
        return row?.Value ?? "";
      } finally {
        await database.close();
      }
    } catch (error) {
      const problem = openingProblem(error);
      if (problem === null) throw error;
      return problem;
    }
  }
  const trusting = (name: string) => ({ DATABASE_TLS: "verify", DATABASE_CA_FILE: at(`${name}.pem`) });

  test("is encrypted when asked for, and the database's certificate is its authority's and for its name", async () => {
    expect(await way(server)).toBe("");
    expect(await way(server, { DATABASE_TLS: "require" })).toMatch(/^TLS_/);
    expect(await way(server, trusting("authority"))).toMatch(/^TLS_/);
  });

  test("ends at whoever cannot prove to be the database", async () => {
    const untrusted = expect.stringMatching(/^DATABASE_URL: TLS failed: is its certificate for that name/);
    expect(await way(server, { DATABASE_TLS: "verify" })).toEqual(untrusted);
    expect(await way(server, trusting("stranger"))).toEqual(untrusted);
    expect(await way(other, trusting("authority"))).toEqual(untrusted);
    expect(await way(plain, { DATABASE_TLS: "require" })).toMatch(/^DATABASE_URL: it offers no TLS.*DATABASE_TLS=off/);
    expect(await way(plain, trusting("authority"))).toMatch(/^DATABASE_URL: it offers no TLS/);
  });

  test("what else is wrong with it is said by what to do", async () => {
    expect(await way(plain, {}, "nothing")).toMatch(/there is no such database: CREATE DATABASE/);
    const { port } = plain;
    expect(await way(plain, { DATABASE_URL: `mysql://root:wrong@127.0.0.1:${port}/redress` })).toMatch(
      /the user or the password is wrong/,
    );
    await createConnection(server.url).then(async (connection) => {
      await connection.query("CREATE USER careful@'%' IDENTIFIED BY 'x' REQUIRE SSL");
      await connection.query("GRANT ALL ON redress.* TO careful@'%'");
      await connection.end();
    });
    const careful = { DATABASE_URL: `mysql://careful:x@127.0.0.1:${server.port}/redress` };
    expect(await way(server, careful)).toMatch(/this user may come by TLS only: see DATABASE_TLS/);
    expect(await way(server, { ...careful, DATABASE_TLS: "require" })).toMatch(/^TLS_/);
    expect(await way(plain, { DATABASE_URL: "mysql://root@127.0.0.1:1/redress" })).toMatch(
      /cannot be reached \(connect ECONNREFUSED/,
    );
  });

  test("may be its socket, which is not there while it does not run: nothing fails that would not work later", async () => {
    await using local = await startMariaDb();
    await createConnection(local.url).then(async (connection) => {
      await connection.query("CREATE DATABASE redress");
      await connection.end();
    });
    const { database: settings } = parseConfig({
      SECRET: "x".repeat(32),
      DATABASE_URL: `mariadb://root@localhost/redress?socketPath=${local.socket}`,
    });
    const database = await Database.open(settings, EMPTY, systemClock);
    const host = (): Promise<unknown> => database.query("SELECT SUBSTRING_INDEX(USER(), '@', -1) AS host");
    expect(await host()).toEqual([{ host: "localhost" }]);
    local.signal("SIGTERM");
    await eventually(async () => expect(existsSync(local.socket)).toBe(false));
    await eventually(async () => expect(await refusalOf(host())).toMatchObject({ cause: { code: "ENOENT" } }));
    const opened = await refusalOf(Database.open(settings, EMPTY, systemClock));
    expect(openingProblem(opened)).toMatch(/^DATABASE_URL: the database cannot be reached \(connect ENOENT \//);
    await local.restart();
    expect(await host()).toEqual([{ host: "localhost" }]);
    await database.close();
  });
});
