import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { version } from "../../../package.json";
import { Account } from "../../../src/accounts/account/account.entity";
import { createAccount } from "../../../src/accounts/account/create-account";
import { SecondFactor } from "../../../src/accounts/factors/second-factor.entity";
import { openDatabase } from "../../../src/app/open-database";
import { hashPassword } from "../../../src/accounts/passwords/password.pure";
import { makeSource } from "../../../src/market/intake/make-source";
import { systemClock } from "../../../src/platform/clock";
import { Database } from "../../../src/platform/database/database";
import { LoggedEvent } from "../../../src/platform/database/event.entity";
import { understand } from "../../../src/platform/database/faults";
import { openingProblem } from "../../../src/platform/database/opening-problem.pure";
import { newId } from "../../../src/platform/ids";
import { LegalHold } from "../../../src/public/personal-data/legal-hold.entity";
import { AccountErasure } from "../../../src/public/personal-data/account-erasure.entity";
import { unzip } from "../../public/dossier/exported";
import { redress, redressAlone } from "../../support/command-line";
import {
  createMigratedDatabase,
  createTestDatabase,
  forEachDatabase,
  type TestDatabase,
} from "../../support/databases";
import { freePort } from "../../support/processes";
import { temporaryFolder } from "../../support/temporary";

forEachDatabase((kind) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createMigratedDatabase(kind);
  });
  afterAll(() => database?.dispose());

  const run = async (args: string, env: Record<string, string> = {}, how = redress) => {
    await using folder = await temporaryFolder("cli");
    return how(args.split(" "), { DATABASE_URL: database.url, DATA_DIR: folder.path, ...env });
  };

  test("an account is made, and its link printed for people and for programs", async () => {
    const { code, stdout, stderr } = await run("account create boss --role ADMIN --name Boss", {}, redressAlone);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^boss \(ADMIN\) .+\n\n {2}http:\/\/localhost:4000\/welcome#[\w-]{43}\n/);

    const env = { PUBLIC_URL: "https://redress.example", HOST: "0.0.0.0" };
    const json = await run("account create Mei@Example.com --role CONSUMER --json", env);
    expect(JSON.parse(json.stdout)).toEqual({
      accountId: expect.stringMatching(/^acc_/),
      login: "mei@example.com",
      roles: ["CONSUMER"],
      link: expect.stringMatching(/^https:\/\/redress\.example\/welcome#[\w-]{43}$/),
      endsAt: expect.stringMatching(/Z$/),
    });
  });

  test("a marketplace's file is taken in; what is refused is told by its line", async () => {
    const db = await openDatabase({ url: database.url }, systemClock);
    await db.transact(async (tx) => void makeSource(tx, { name: "shop", title: "Shop", createdById: null }));
    await db.close();
    await using folder = await temporaryFolder("records");
    const file = join(folder.path, "records.ndjson");
    const price = { amount: 1_000, currency: "CNY" };
    const records = [
      { person: { externalId: "u", displayName: "王老板" } },
      { provider: { externalId: "p", legalName: "装修有限公司", licenceNo: "CLI-0001", owner: "u" } },
      { listing: { externalId: "l", provider: "p", category: "shop-design", title: "装修", price } },
      { order: { externalId: "o", person: "nobody", listing: "l", price, placedAt: "2026-01-01T00:00:00Z" } },
    ];
    await writeFile(file, records.map((record) => `${JSON.stringify(record)}\n`).join(""));
    const AUDIT_LOG = join(folder.path, "intake.jsonl");
    const first = await run(`intake shop ${file}`, { AUDIT_LOG });
    expect(await readFile(AUDIT_LOG, "utf8")).toContain('"act":"RECORDS_TAKEN_IN"');
    expect([first.code, first.stderr]).toEqual([
      3,
      "line 4 (ORDER o): order.person: This source has sent nothing under the id nobody.\n",
    ]);
    expect(first.stdout).toBe(`${file}: 4 lines; 3 new, 0 changed, 0 known, 1 refused.\n`);
    const again = await run(`intake shop ${file} --from 2 --json`);
    expect(JSON.parse(again.stdout)).toEqual({ line: 4, created: 0, updated: 0, unchanged: 2, refused: 1 });
    expect(await run(`intake nowhere ${file}`)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^source: /),
    });
    expect(await run(`intake shop ${file}x`)).toMatchObject({ code: 3, stderr: expect.stringContaining("ENOENT") });
    expect(await run(`intake shop ${folder.path}`)).toMatchObject({ code: 3, stderr: `${folder.path} is no file.\n` });
    expect((await run(`intake shop ${file} --from 0`)).code).toBe(2);
    const list = await run(`payments reconcile ${folder.path}`);
    expect(list).toMatchObject({ code: 3, stderr: `${folder.path} is no file.\n` });
  });

  test.each<[string, number, RegExp]>([
    ["account create BOSS --role ADMIN", 3, /account with this login already/],
    ["account create other --role KING", 2, /KING[^]*MODERATOR/],
    ["account create other", 2, /--role/],
    ["account create a:b --role ADMIN", 2, /^LOGIN: /],
    ["account create --role ADMIN", 2, /login/],
    ["account link nobody", 3, /There is no account nobody/],
    ["account rule", 2, /unknown command/],
    ["account retire-demo", 0, /^$/],
  ])("%s: exit code %d", async (args, code, message) => {
    const done = await run(args);
    expect([done.code, done.stderr]).toEqual([code, expect.stringMatching(message)]);
    expect(done.stderr).not.toMatch(/node_modules|\n\s+at /);
  });

  test("what is done here is in the audit trail, where that is a file", async () => {
    await using folder = await temporaryFolder("trail");
    const AUDIT_LOG = join(folder.path, "audit.jsonl");
    const { code } = await run("account create observed --role ADMIN", { AUDIT_LOG });
    const lines = (await readFile(AUDIT_LOG, "utf8")).trim().split("\n");
    expect(code).toBe(0);
    const [first, ...others] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(first).toMatchObject({ act: "ACCOUNT_REGISTERED", byRole: "OPERATOR", address: "redress" });
    expect(others.map(({ of, address }) => [of, address])).toEqual(others.map(() => [first?.of, "redress"]));
    const without = await run("account create unobserved --role ADMIN", { AUDIT_LOG: folder.path });
    expect([without.code, without.stderr]).toEqual([2, expect.stringContaining("AUDIT_LOG: ")]);
    expect((await run("account show unobserved")).code).toBe(3);
  });

  test("a fault is told without what was written", async () => {
    const driverError = { code: "ER_DUP_ENTRY", errno: 1062 };
    const refused = Object.assign(new Error("Duplicate entry '李娜' for key 'login'"), {
      ...{ driverError, query: "INSERT INTO account (login) VALUES (?)", parameters: ["李娜"] },
    });
    jest.spyOn(Database.prototype, "find").mockRejectedValueOnce(refused);
    const { code, stderr } = await run("account list");
    expect([code, stderr]).toEqual([1, expect.stringContaining("the database refused a statement (ER_DUP_ENTRY)")]);
    expect(stderr).toContain(refused.query);
    expect(stderr).not.toContain("李娜");
  });

  test("a database that the server has not prepared is left as it is", async () => {
    await using empty = await createTestDatabase(kind);
    for (const args of ["account create boss --role ADMIN", "account retire-demo"]) {
      const { code, stderr } = await run(args, { DATABASE_URL: empty.url });
      expect([code, stderr]).toEqual([4, expect.stringMatching(/Start the server once/)]);
    }
  });
});

forEachDatabase((kind) => {
  let store: TestDatabase;
  let database: Database;
  const PASSWORD = "violet otters climb 42 stairs";
  beforeAll(async () => {
    store = await createMigratedDatabase(kind);
    database = await openDatabase({ url: store.url }, systemClock);
    const passwordHash = await hashPassword(PASSWORD);
    await database.transact(async (tx) => {
      const people = {
        boss: "ADMIN",
        other: "ADMIN",
        lead: "LEAD_MODERATOR",
        mei: "CONSUMER",
        mod: "MODERATOR",
      } as const;
      for (const [login, role] of Object.entries(people))
        await createAccount(tx, { login, displayName: login, roles: [role], locale: "en", passwordHash });
      const { id: accountId } = (await tx.findOne(Account, { login: "mod" })) ?? { id: "" };
      const unused = { lastUsedAt: null, lastStep: null, credentialHash: null };
      const id = newId(SecondFactor);
      tx.insert(SecondFactor, { id, accountId, kind: "TOTP", name: "app", addedAt: tx.now, secret: "lost", ...unused });
    });
  });
  afterAll(async () => {
    await database?.close();
    await store?.dispose();
  });

  const account = async (...args: string[]) => {
    await using folder = await temporaryFolder("cli");
    const settings = { DATABASE_URL: store.url, DATA_DIR: folder.path, STAFF_SECOND_FACTOR: "false" };
    return redress(["account", ...args], settings, `${PASSWORD}\n`);
  };
  const told = async <T>(...args: string[]): Promise<T> => {
    const { stdout, stderr } = await account(...args, "--json");
    if (stdout === "") throw new Error(stderr);
    return JSON.parse(stdout) as T;
  };
  const because = ["--because", "Asked for."];

  test("an administrator suspends and reinstates, under their own name", async () => {
    expect(await told("suspend", "mei", "--as", "boss", ...because)).toMatchObject({ status: "SUSPENDED" });
    const again = await account("suspend", "mei", "--as", "boss", ...because);
    expect([again.code, again.stderr]).toEqual([3, expect.stringMatching(/Only an active account/)]);
    expect(await told("list", "--status", "SUSPENDED")).toMatchObject({ accounts: [{ login: "mei" }] });
    expect(await told("reinstate", "mei", "--as", "boss", ...because)).toMatchObject({ status: "ACTIVE" });
    const boss = await database.findOne(Account, { login: "boss" });
    const events = await database.find(LoggedEvent, { type: ["ACCOUNT_SUSPENDED", "ACCOUNT_REINSTATED"] });
    expect(events.map(({ actorId, actorRole }) => [actorId, actorRole])).toEqual(Array(2).fill([boss?.id, "ADMIN"]));
  });

  test("roles that decide take a second person", async () => {
    const { roles, proposed } = await told<{ roles: string[]; proposed: { grantId: string; role: string }[] }>(
      ...["roles", "mei", "--to", "TRAINER,MODERATOR", "--as", "boss", ...because],
    );
    expect([roles, proposed.map(({ role }) => role)]).toEqual([["TRAINER"], ["MODERATOR"]]);
    const { grantId = "" } = proposed[0] ?? {};
    const alone = await account("approve", grantId, "--as", "boss");
    expect([alone.code, alone.stderr]).toEqual([3, expect.stringMatching(/second person|own proposal|yourself/i)]);
    const approved = await told<{ roles: string[]; proposed: object[] }>("approve", grantId, "--as", "lead");
    expect([approved.roles.sort(), approved.proposed]).toEqual([["MODERATOR", "TRAINER"], []]);
    const late = await account("decline", grantId, "--as", "lead", ...because);
    expect([late.code, late.stdout]).toEqual([3, ""]);
  });

  test("a member of staff's second factors are removed by two persons", async () => {
    const reset = (as: string) => told<{ factors: object[] }>("reset-factors", "mod", "--as", as, ...because);
    expect((await reset("boss")).factors).toHaveLength(1);
    expect((await reset("boss")).factors).toHaveLength(1);
    expect((await reset("other")).factors).toEqual([]);
  });

  test("a copy of somebody's data is written to a new file, for its owner alone, and recorded", async () => {
    await using folder = await temporaryFolder("export");
    const file = join(folder.path, "mei.zip");
    const made = await told<{ accountId: string; file: string; size: number }>("export", "mei", "--to", file);
    expect(made).toMatchObject({ file, size: (await stat(file)).size });
    expect((await stat(file)).mode & 0o077).toBe(0);
    const data =
      unzip(await readFile(file))
        .get("data/account.ndjson")
        ?.toString("utf8") ?? "";
    expect(JSON.parse(data)).toMatchObject({ id: made.accountId, login: "mei" });
    const [event] = await database.find(LoggedEvent, { streamId: made.accountId, type: "DATA_EXPORT_REQUESTED" });
    expect(event).toMatchObject({ actorRole: "OPERATOR", actorId: null });
    const again = await account("export", "mei", "--to", file);
    expect([again.code, again.stderr]).toEqual([3, expect.stringMatching(/EEXIST/)]);
  });

  test("an account is deleted by two persons, with time to take it back", async () => {
    const { accountId } = await told<{ accountId: string }>("create", "leaving", "--role", "CONSUMER");
    const erase = (as: string) => account("erase", "leaving", "--as", as, ...because);
    expect((await erase("lead")).code).toBe(3);
    expect((await erase("boss")).stdout).toMatch(/proposed/);
    const alone = await erase("boss");
    expect([alone.code, alone.stderr]).toEqual([3, expect.stringMatching(/second person/)]);
    expect((await erase("lead")).stdout).toMatch(/is to be deleted at \d{4}-/);
    expect((await erase("other")).code).toBe(3);
    const [open] = await database.find(AccountErasure, { accountId });
    expect(open).toMatchObject({ status: "WAITING", reason: "Asked for." });
    const staff = await account("erase", "mod", "--as", "boss", ...because);
    expect([staff.code, staff.stderr]).toEqual([3, expect.stringMatching(/platform's staff/)]);
  });

  test("a deletion that was proposed by who is no administrator any more is proposed anew", async () => {
    const { accountId } = await told<{ accountId: string }>("create", "leaving.too", "--role", "CONSUMER");
    const erase = (as: string) => account("erase", "leaving.too", "--as", as, ...because);
    const setStatus = (status: "ACTIVE" | "SUSPENDED") =>
      database.transact(async (tx) => {
        const proposer = await tx.findOne(Account, { login: "other" });
        if (proposer) tx.change(proposer, { status });
      });
    expect((await erase("other")).stdout).toMatch(/proposed/);
    await setStatus("SUSPENDED");
    const agreed = await erase("lead");
    const again = await erase("boss");
    await setStatus("ACTIVE");
    expect([agreed.code, again.stdout]).toEqual([3, expect.stringMatching(/proposed/)]);
    expect((await erase("lead")).stdout).toMatch(/is to be deleted at \d{4}-/);
    expect(await database.find(AccountErasure, { accountId })).toHaveLength(1);
  });

  test("a legal hold on a person: placed and ended by a lead or an administrator, not by oneself", async () => {
    const { accountId } = await told<{ accountId: string }>("create", "held", "--role", "CONSUMER");
    const hold = (as: string, login = "held") => account("hold", login, "--as", as, ...because, "--json");
    const placed = await hold("lead");
    const { legalHoldId } = JSON.parse(placed.stdout) as { legalHoldId: string };
    expect(await database.byId(LegalHold, legalHoldId)).toMatchObject({
      accountId,
      reason: "Asked for.",
      endedAt: null,
    });
    for (const [as, login] of [
      ["mod", "held"],
      ["held", "held"],
      ["lead", "lead"],
    ] as const)
      expect([as, login, (await hold(as, login)).code]).toEqual([as, login, 3]);
    // What is held is not deleted.
    const erased = await account("erase", "held", "--as", "boss", ...because);
    expect([erased.code, erased.stderr]).toEqual([3, expect.stringMatching(/kept|hold/i)]);
    const end = (as: string) => account("end-hold", legalHoldId, "--as", as, ...because);
    expect((await end("mod")).code).toBe(3);
    expect((await end("boss")).code).toBe(0);
    expect((await database.byId(LegalHold, legalHoldId))?.endedAt).toEqual(expect.any(Number));
    expect((await end("boss")).code).toBe(3);
  });

  test.each<[string, number, RegExp]>([
    ["export nobody --to /tmp/nobody.zip", 3, /no account nobody/],
    ["export mei", 2, /--to/],
    ["erase mei --as boss", 2, /--because/],
    ["suspend mei --as boss", 2, /--because/],
    ["hold nobody --as boss --because x", 3, /no account nobody/],
    ["end-hold lgh_x --as boss --because x", 3, /./],
    ["suspend mei --because x", 2, /--as/],
    ["suspend boss --as boss --because x", 3, /own/],
    ["suspend mei --as lead --because x", 3, /own|role|may/i],
    ["suspend nobody --as boss --because x", 3, /no account nobody/],
    ["roles mei --to KING --as boss", 2, /no role KING/],
    ["approve rgr_x --as lead", 3, /no proposal rgr_x/],
    ["show nobody", 3, /no account nobody/],
    ["list --role KING", 2, /KING/],
  ])("%s: exit code %d", async (args, code, message) => {
    const done = await account(...args.split(" "));
    expect([done.code, done.stderr]).toEqual([code, expect.stringMatching(message)]);
  });
});

test("a database that is away, and wrong settings", async () => {
  await using folder = await temporaryFolder("cli");
  const away = { DATABASE_URL: `mysql://root:geheim@127.0.0.1:${await freePort()}/redress`, DATA_DIR: folder.path };
  const { code, stderr } = await redressAlone(["account", "link", "boss"], away);
  expect([code, stderr]).toEqual([4, expect.stringMatching(/^DATABASE_URL: the database cannot be reached/)]);
  expect(stderr).not.toContain("geheim");
  const wrong = await redress(["account", "link", "boss"], { ...away, PORT: "eighty" });
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringMatching(/PORT=eighty/)]);
});

test.each([
  [{ code: "SQLITE_BUSY" }, /another process has been writing/],
  [{ code: "SQLITE_IOERR_SHMSIZE" }, /its file cannot be read or written: is the disk full/],
  [{ code: "SQLITE_READONLY_DBMOVED" }, /its file cannot be read or written: is the disk full/],
  [{ code: "ER_STATEMENT_TIMEOUT", errno: 1969 }, /the database is too busy/],
  [{ code: "ECONNREFUSED" }, /the database cannot be reached \(told by the driver\)/],
])("a database that does not go on is told by what to look at: %j", (driver, message) => {
  const failed = new Error("told by the driver");
  for (const error of [{ driverError: Object.assign(failed, driver) }, Object.assign(failed, driver)])
    expect(openingProblem(understand(error))).toMatch(message);
});

test("it says its version", async () => {
  const { code, stdout } = await redress(["--version"], {});
  expect([code, stdout]).toEqual([0, `${version}\n`]);
});

test.each(["--help", "account create --help", "verify --help"])("%s says what exit codes mean", async (args) => {
  const { code, stdout } = await redress(args.split(" "), {});
  expect([code, stdout]).toEqual([0, expect.stringContaining("Exit codes: 0 done")]);
});
