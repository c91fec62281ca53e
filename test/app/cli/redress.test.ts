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

  test("a database that the server has not prepared is left as it is", async () => {
    await using empty = await createTestDatabase(kind);
    for (const args of ["account create boss --role ADMIN", "account retire-demo"]) {
      const { code, stderr } = await run(args, { DATABASE_URL: empty.url });
      expect([code, stderr]).toEqual([4, expect.stringMatching(/Start the server once/)]);
    }
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
