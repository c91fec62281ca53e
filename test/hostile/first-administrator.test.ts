import { join } from "node:path";
import { DemoAccountsLeft, retireDemo } from "../../src/app/demo/demo-accounts";
import { DEMO_PEOPLE } from "../../src/app/demo/demo-people";
import { parseConfig } from "../../src/config";
import { startServer } from "../../src/server";
import { BUILT } from "../support/built";
import { redress, runBuilt } from "../support/command-line";
import { createMigratedDatabase, forEachDatabase } from "../support/databases";
import { startProcess } from "../support/processes";
import { temporaryFolder } from "../support/temporary";
import { signIn, startNode, startWorld, type World } from "../support/world";

const PASSWORD = "a violet lamp beside seven rivers";
const PUBLISHED = DEMO_PEOPLE[0]?.password ?? "";
const OFF = { DEMO: "false", DEVELOPMENT: "false" };
const INVALID = ["NOT_FOUND", "input.token"];

/** C4: the only way to an administrator was the demo's public password. */
forEachDatabase((kind, further) => {
  describe("a platform without a demo", () => {
    let world: World;
    beforeAll(async () => {
      world = await startWorld(kind, {}, OFF);
    });
    afterAll(() => world?.[Symbol.asyncDispose]());

    async function link(command: string): Promise<string> {
      await using folder = await temporaryFolder("cli");
      const env = { DATABASE_URL: world.databaseUrl, DATA_DIR: folder.path };
      const { code, stdout, stderr } = await redress([...command.split(" "), "--json"], env);
      if (code !== 0) throw new Error(stderr);
      return new URL((JSON.parse(stdout) as { link: string }).link).hash.slice(1);
    }
    const redeem = (token: string, password = PASSWORD) =>
      world.visitor.do("redeemAccountLink", { token, password }, "{ login }");
    const refused = async (token: string, password = PASSWORD): Promise<unknown[]> => {
      const { code, field } = (await world.visitor.tryTo("redeemAccountLink", { token, password }, "{ login }"))
        .extensions;
      return [code, field];
    };

    further("has no staff, and nobody becomes any by registering", async () => {
      const input = { login: "admin", password: PASSWORD, displayName: "Mei" };
      const { account } = await world.visitor.do("registerAccount", input, "{ account { id } }");
      const admin = await signIn(world.url, "admin", PASSWORD);
      expect((await admin.ok("{ viewer { roles } }")).viewer.roles).toEqual(["CONSUMER"]);
      expect(
        (await admin.tryTo("setAccountRoles", { accountId: account.id, roles: ["ADMIN"] }, "{ account { id } }"))
          .extensions.code,
      ).toBe("FORBIDDEN");
      await expect(signIn(world.url, "sun.audit", PUBLISHED)).rejects.toThrow();
    });

    test("the operator's link makes an administrator, once, though it is opened by many at once", async () => {
      const token = await link("account create boss --role ADMIN");
      for (const password of ["", PASSWORD, PUBLISHED, "null"])
        await expect(signIn(world.url, "boss", password)).rejects.toThrow();
      const tries = await Promise.all(
        [1, 2, 3, 4, 5, 6].map((n) =>
          world.visitor.gql(
            "mutation ($input: RedeemAccountLinkInput!) { redeemAccountLink(input: $input) { login } }",
            { input: { token, password: `${PASSWORD} ${n}` } },
          ),
        ),
      );
      expect(tries.map(({ errors }) => errors?.[0]?.extensions.code ?? "yes").sort()).toEqual([
        ...Array<string>(5).fill("NOT_FOUND"),
        "yes",
      ]);
      const won = tries.findIndex(({ errors }) => !errors) + 1;
      const boss = await signIn(world.url, "boss", `${PASSWORD} ${won}`);
      expect((await boss.ok("{ viewer { roles } }")).viewer.roles).toEqual(["ADMIN"]);
      expect(await refused(token)).toEqual(INVALID);
    });

    further(
      "whoever guesses links keeps nobody at the same address from opening their own, or from registering",
      async () => {
        const token = await link("account create aud --role AUDITOR");
        for (let n = 0; n < 61; n += 1) expect(await refused(`guess ${n}`)).toEqual(INVALID);
        await redeem(token);
        const input = { login: "neighbour", password: PASSWORD, displayName: "Mei" };
        await world.visitor.do("registerAccount", input, "{ account { id } }");
      },
    );

    test("a password that is too short leaves the link as it was; the old password and its sessions end", async () => {
      const first = await link("account create mod --role MODERATOR");
      expect(await refused(first, "short")).toEqual(["BAD_USER_INPUT", "input.password"]);
      await redeem(first);
      const mod = await signIn(world.url, "mod", PASSWORD);
      await world.db.transact(async (tx) => tx.execute("UPDATE account SET status = 'SUSPENDED' WHERE login = 'mod'"));
      await expect(link("account link mod")).rejects.toThrow(/must reinstate it first/);
      await world.db.transact(async (tx) => tx.execute("UPDATE account SET status = 'ACTIVE' WHERE login = 'mod'"));

      const second = await link("account link mod");
      await mod.ok("{ viewer { id } }");
      await redeem(second, "another violet lamp, quite new");
      expect((await mod.gql("{ viewer { id } }")).status).toBe(401);
      await expect(signIn(world.url, "mod", PASSWORD)).rejects.toThrow();
      await signIn(world.url, "mod", "another violet lamp, quite new");
    });

    test("the token is nowhere in the database", async () => {
      const token = await link("account create hidden --role AUDITOR");
      for (const table of ["account_link", "account", "event_log", "notice", "idempotency_record"])
        expect(JSON.stringify(await world.db.query(`SELECT * FROM ${table}`))).not.toContain(token);
    });

    further("unknown, replaced and ended links are refused as used ones are", async () => {
      const replaced = await link("account create lead --role LEAD_MODERATOR");
      const ended = await link("account link lead");
      expect(await refused(replaced)).toEqual(INVALID);
      world.clock.advance(24 * 3_600_000 + 60_000);
      expect(await refused(ended)).toEqual(INVALID);
      for (const token of ["x", "null", `${ended}A`, ended.slice(1), ended.toLowerCase()])
        expect(await refused(token)).toEqual(INVALID);
    });
  });

  describe("a platform that once was a demo", () => {
    let world: World;
    beforeEach(async () => {
      world = await startWorld(kind);
    });
    afterEach(() => world?.[Symbol.asyncDispose]());

    const startsWithoutDemo = async (): Promise<string> => {
      try {
        await (await startNode(world, OFF))[Symbol.asyncDispose]();
        return "";
      } catch (error) {
        expect(error).toBeInstanceOf(DemoAccountsLeft);
        return (error as Error).message;
      }
    };

    test("does not start while the published password opens an account, and says what ends that", async () => {
      const said = await startsWithoutDemo();
      for (const { login } of DEMO_PEOPLE) expect(said).toContain(login);
      expect(said).toContain("npm run redress -- account retire-demo");

      // Neither another name nor a suspension hides one; nor is it forgotten where a version before kept no record.
      const change = (sql: string) => world.db.transact(async (tx) => tx.execute(sql));
      await change(
        "UPDATE account SET status = 'SUSPENDED', login = 'renamed', display_name = 'X' WHERE login = 'admin'",
      );
      expect(await startsWithoutDemo()).toContain("renamed");
      await change("DELETE FROM demo_account");
      expect(await startsWithoutDemo()).toContain("zhou.lead");
    });

    test("starts when they are retired; nobody signs in with the published password any more", async () => {
      const admin = await world.as("admin");
      await using folder = await temporaryFolder("cli");
      const env = { DATABASE_URL: world.databaseUrl, DATA_DIR: folder.path };
      const { code, stdout } = await redress(["account", "retire-demo", "--json"], env);
      expect(code).toBe(0);
      expect((JSON.parse(stdout) as { retired: string[] }).retired.sort()).toEqual(
        DEMO_PEOPLE.map(({ login }) => login).sort(),
      );
      expect((await admin.gql("{ viewer { id } }")).status).toBe(401);
      expect(await startsWithoutDemo()).toBe("");
      for (const { login } of DEMO_PEOPLE) await expect(signIn(world.url, login)).rejects.toThrow();

      // Letting one in again does not bring the password back.
      await world.db.transact(async (tx) => tx.execute("UPDATE account SET status = 'ACTIVE'"));
      await expect(signIn(world.url, "admin")).rejects.toThrow();
      expect(await startsWithoutDemo()).toBe("");
      expect(await retireDemo(world.db)).toEqual([]);
    });
  });
});

describe("what `npm start` alone does", () => {
  const serve = (folder: string, env: Record<string, string> = {}) =>
    startProcess(process.execPath, [join(BUILT, "src/main.js")], {
      ready: { output: /Health[^]*\n\n/ },
      env: { PORT: "0", DATA_DIR: folder, DEMO_MARKET: "none", LOG_LEVEL: "silent", ...env },
    });
  const SHOWS = "Demo sign-ins";

  test("shows the demo on this machine, again on the next start, and never where others come in", async () => {
    await using folder = await temporaryFolder("start");
    for (const text of [`${SHOWS} (put into the empty database just now)`, SHOWS]) {
      await using server = await serve(folder.path);
      await server.waitForOutput(new RegExp(text.replace(/[()]/g, "\\$&")));
    }
    const open = { HOST: "0.0.0.0", PUBLIC_URL: "https://redress.example" };
    const env = { PORT: "0", DATA_DIR: folder.path };
    const left = await runBuilt("main.js", [], { ...env, ...open });
    expect([left.code, left.stderr]).toEqual([1, expect.stringMatching(/retire-demo/)]);
    // What it says is why it does not start, whatever the reason.
    const asked = { ...env, ...open, DEMO: "true", DEVELOPMENT: "true" };
    expect(() => parseConfig(asked)).toThrow(/DEMO=true: HOST=0\.0\.0\.0[^]*DEVELOPMENT=true: HOST=0\.0\.0\.0/);
    const withSecret = parseConfig({ ...env, SECRET: "x".repeat(40), LOG_LEVEL: "silent" });
    await expect(startServer(withSecret)).rejects.toThrow(/retire-demo/);

    expect((await redress(["account", "retire-demo"], env)).code).toBe(0);
    await using server = await serve(folder.path);
    await server.waitForOutput(/npm run redress -- account create/);
    expect(server.output).not.toContain(SHOWS);
  });

  test("shows no demo in a database that somebody has begun to use", async () => {
    await using folder = await temporaryFolder("start");
    await using database = await createMigratedDatabase("sqlite");
    const env = { DATA_DIR: folder.path, DATABASE_URL: database.url };
    expect((await redress(["account", "create", "boss", "--role", "ADMIN"], env)).code).toBe(0);
    await using server = await serve(folder.path, env);
    expect(server.output).not.toContain(SHOWS);
    const url = /Pages +(\S+)/.exec(server.output)?.[1] ?? "";
    await expect(signIn(url, "admin")).rejects.toThrow();
    expect(await (await fetch(`${url}/playground/people.json`)).json()).toEqual([]);
  });
});
