import { Secret, TOTP } from "otpauth";
import type { AccountRole } from "../../../src/accounts/actor/account-enums.types";
import { createAccount } from "../../../src/accounts/account/create-account";
import { totpEncryption } from "../../../src/accounts/factors/accept-code";
import { SecondFactor } from "../../../src/accounts/factors/second-factor.entity";
import { newTotpSecret } from "../../../src/accounts/factors/totp.pure";
import { hashPassword } from "../../../src/accounts/passwords/password.pure";
import { openDatabase } from "../../../src/app/open-database";
import { systemClock } from "../../../src/platform/clock";
import type { Database } from "../../../src/platform/database/database";
import { newId } from "../../../src/platform/ids";
import { Sealer } from "../../../src/platform/secrets/sealed";
import { DAY } from "../../../src/platform/time";
import { redress, redressAlone } from "../../support/command-line";
import { createMigratedDatabase, forEachDatabase, type TestDatabase } from "../../support/databases";
import { temporaryFolder } from "../../support/temporary";

const SECRET = "a secret of this test, longer than 32 characters";
const PASSWORD = "correct horse battery staple";

forEachDatabase((kind) => {
  /** What the database has no part in is tried on one of them. */
  const everyWay = kind === "sqlite";
  let store: TestDatabase;
  let database: Database;
  const totpSecret = newTotpSecret();
  beforeAll(async () => {
    store = await createMigratedDatabase(kind);
    database = await openDatabase({ url: store.url }, systemClock);
    await person("boss", "ADMIN");
    const lead = await person("lead", "LEAD_MODERATOR");
    await person("mod", "MODERATOR");
    const id = newId(SecondFactor);
    const secret = totpEncryption(new Sealer(SECRET)).encrypt(totpSecret, id);
    const unused = { lastUsedAt: null, lastStep: null, credentialHash: null };
    await database.transact(async (tx) =>
      tx.insert(SecondFactor, { id, accountId: lead, kind: "TOTP", name: "app", addedAt: tx.now, secret, ...unused }),
    );
  });
  afterAll(async () => {
    await database?.close();
    await store?.dispose();
  });

  const hashed = hashPassword(PASSWORD);
  const person = async (login: string, role: AccountRole): Promise<string> =>
    database.transact(async (tx) => {
      const made = { login, displayName: login, roles: [role], locale: "en" as const, passwordHash: await hashed };
      return (await createAccount(tx, made)).id;
    });
  const code = (): string => new TOTP({ secret: Secret.fromBase32(totpSecret) }).generate();
  const run = async (args: string[], input = "", env: Record<string, string> = {}, how = redress) => {
    await using folder = await temporaryFolder("cli");
    const settings = { DATABASE_URL: store.url, DATA_DIR: folder.path, SECRET, STAFF_SECOND_FACTOR: "false", ...env };
    return how(["policy", ...args], settings, input);
  };
  const from = (days: number): string => new Date(Date.now() + days * DAY).toISOString();
  const propose = (as: string, numbers: string[], days = 10, env = {}, how = redress) =>
    run(
      ["propose", ...numbers, "--as", as, "--from", from(days), "--because", "More cases.", "--json"],
      `${PASSWORD}\n`,
      env,
      how,
    );

  /** Of the change that the tests below are about, one after the other. */
  let id: string;
  const approve = (as: string, more: string[] = [], input = `${PASSWORD}\n`) =>
    run(["approve", id, "--as", as, ...more], input);

  test("an administrator proposes new numbers, and alone is not two persons", async () => {
    const proposed = await propose("boss", ["clock.REVIEW:workingDays=8"], 10, {}, redressAlone);
    expect([proposed.stderr, proposed.code]).toEqual(["", 0]);
    const { changeId, status, rules } = JSON.parse(proposed.stdout) as Record<string, string>;
    expect([status, rules]).toEqual([
      "PROPOSED",
      [{ code: "clock.REVIEW", before: { workingDays: 10 }, value: { workingDays: 8 } }],
    ]);
    id = changeId ?? "";
    // The same person, a wrong password, half a sign-in, nobody's password: none is a second person.
    const itself = await approve("boss");
    expect([itself.code, itself.stderr]).toEqual([3, expect.stringMatching(/second person/)]);
    if (!everyWay) return;
    const refusals: [Awaited<ReturnType<typeof approve>>, number, RegExp][] = [
      [await approve("lead", [], "wrong\n"), 3, /password/],
      [await approve("lead"), 3, /--code/],
      [await approve("lead", ["--code", "000000"]), 3, /code/],
      [await approve("lead", [], ""), 3, /standard input/],
      [await approve("mod"), 3, /role/],
      [await run(["approve", id]), 2, /--as/],
    ];
    for (const [done, exit, message] of refusals)
      expect([done.code, done.stdout, done.stderr]).toEqual([exit, "", expect.stringMatching(message)]);

    // No session is left behind.
    expect(await database.query("SELECT id FROM account_session WHERE ended_at IS NULL")).toEqual([]);
  });

  test("a second person agrees, and everybody reads it", async () => {
    const approved = await approve("lead", ["--code", code(), "--note", "Agreed.", "--json"]);
    expect([approved.stderr, JSON.parse(approved.stdout)]).toEqual([
      "",
      expect.objectContaining({ changeId: id, status: "ANNOUNCED", decidedAs: "LEAD_MODERATOR", note: "Agreed." }),
    ]);
    const list = JSON.parse((await run(["list", "--json"])).stdout) as {
      rules: { code: string; numbers: object; until: string | null }[];
      pending: object[];
    };
    expect(list.rules.find((each) => each.code === "clock.REVIEW")).toMatchObject({
      numbers: { workingDays: 10 },
      until: expect.stringMatching(/Z$/),
    });
    expect(list.pending).toMatchObject([{ changeId: id, status: "ANNOUNCED" }]);
    expect((await run(["show", "clock.REVIEW"])).stdout).toMatch(/^workingDays 10\nfrom .+ on: workingDays 8$/m);
    const told = JSON.parse((await run(["history", "clock.REVIEW", "--json"])).stdout) as { values: object[] };
    expect(told.values).toMatchObject([
      { numbers: { workingDays: 10 }, since: null, change: null },
      { numbers: { workingDays: 8 }, change: { proposedAs: "ADMIN", reason: "More cases." } },
    ]);
    if (!everyWay) return;
    expect((await run(["list"])).stdout).toMatch(
      new RegExp(`^clock\\.REVIEW {2}workingDays 10 {2}until .*\\n[^]*${id} {2}ANNOUNCED`, "m"),
    );
    expect((await run(["list", "--at", from(11)])).stdout).toMatch(/^clock\.REVIEW {2}workingDays 8$/m);
    expect((await run(["show", id])).stdout).toMatch(/ {2}clock\.REVIEW {2}workingDays 10 {2}-> {2}workingDays 8/);
    expect((await run(["history", "clock.REVIEW"])).stdout).toMatch(
      /workingDays 8 {2}proposed by ADMIN, approved by LEAD_MODERATOR: More cases\./,
    );
  });

  test("a change is withdrawn or declined; of one rule there is one at a time", async () => {
    const again = await propose("boss", ["clock.REVIEW:workingDays=9"]);
    expect([again.code, again.stderr]).toEqual([3, expect.stringContaining(id)]);
    const withdrawn = await run(["withdraw", id, "--as", "boss", "--because", "Wrong.", "--json"], `${PASSWORD}\n`);
    expect(JSON.parse(withdrawn.stdout)).toMatchObject({ status: "WITHDRAWN", withdrawnBecause: "Wrong." });
    const other = JSON.parse((await propose("boss", ["desk.hold:days=20"])).stdout) as { changeId: string };
    const declined = await run(
      ["decline", other.changeId, "--as", "boss", "--because", "No.", "--json"],
      `${PASSWORD}\n`,
    );
    expect(JSON.parse(declined.stdout)).toMatchObject({ status: "DECLINED", note: "No." });
  });

  if (!everyWay) return;
  test("wrong input is said with what is wrong, and staff without a second factor where one is asked for", async () => {
    const refused = async (numbers: string[], days?: number): Promise<[number, string]> => {
      const { code: exit, stderr } = await propose("boss", numbers, days);
      return [exit, stderr];
    };
    const wrong = (message: RegExp): unknown[] => [2, expect.stringMatching(message)];
    expect(await refused(["clock.REVIEW"])).toEqual(wrong(/clock\.REVIEW:workingDays=8/));
    expect(await refused(["clock.NEVER:days=8"])).toEqual(wrong(/no such house rule/));
    expect(await refused(["desk.lease:days=8"])).toEqual(wrong(/It counts: minutes/));
    expect(await refused(["desk.lease:minutes=0"])).toEqual(wrong(/at least 1 and at most/));
    expect(await refused(["desk.lease:minutes=30"])).toEqual(wrong(/already/));
    expect(await refused(["desk.lease:minutes=40"], 3)).toEqual(wrong(/notice/));
    expect(await refused(["desk.lease:minutes=40"], -3)).toEqual(wrong(/past/));
    expect((await run(["show", "clock.NEVER"])).code).toBe(3);
    expect((await run(["list", "--at", "tomorrow"])).code).toBe(2);
    const { code: exit, stderr } = await propose("boss", ["desk.lease:minutes=40"], 10, {
      STAFF_SECOND_FACTOR: "true",
    });
    expect([exit, stderr]).toEqual([3, expect.stringMatching(/^boss: .*Set up an authenticator app/)]);
  });
});
