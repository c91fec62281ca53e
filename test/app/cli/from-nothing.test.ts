import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { Secret, TOTP } from "otpauth";
import { DEMO_PEOPLE } from "../../../src/app/demo/demo-people";
import { dispute } from "../../../src/app/demo/story-dispute";
import { closeStage, openStage } from "../../../src/app/demo/story-stage";
import type { Finding } from "../../../src/app/upkeep/finding.pure";
import { BUILT } from "../../support/built";
import { redress, redressAlone, type Run } from "../../support/command-line";
import { createTestDatabase, forEachDatabase } from "../../support/databases";
import { freePort, startProcess } from "../../support/processes";
import { temporaryFolder } from "../../support/temporary";
import { Person } from "../../support/world";

const PASSWORD = "violet otters climb 42 stairs";
const CONSUMERS = ["li.na", "tom", "wang.owner"];
/** By the operator; the last gets the role that decides from two administrators. */
const STAFF = {
  "chen.mod": "MODERATOR",
  "liu.mod": "MODERATOR",
  "zhou.lead": "LEAD_MODERATOR",
  "he.inspect": "INSPECTOR",
  "wu.finance": "FINANCE",
  "first.admin": "ADMIN",
  "second.admin": "ADMIN",
  "qian.lead": "CONSUMER",
};

forEachDatabase((kind) => {
  test("from an empty database with a production server's settings to a ruling, by command line and API alone", async () => {
    await using database = await createTestDatabase(kind);
    await using folder = await temporaryFolder("nothing");
    const port = String(await freePort());
    const url = `http://localhost:${port}`;
    const file = join(folder.path, "redress.env");
    const ok = async (run: Promise<Run>): Promise<string> => {
      const { code, stdout, stderr } = await run;
      expect([code, stderr]).toEqual([0, ""]);
      return stdout;
    };
    await ok(redress(["init", file, "--public-url", url, "--database-url", database.url, "--proxy-hops", "0"], {}));
    const settings = { ...parseEnv(await readFile(file, "utf8")), PORT: port, DATA_DIR: folder.path } as Record<
      string,
      string
    >;
    const cli = (args: string[], input?: string, how = redress): Promise<string> => ok(how(args, settings, input));
    const json = async <T>(args: string[], input?: string): Promise<T> =>
      JSON.parse(await cli([...args, "--json"], input)) as T;

    await cli(["migrate", "up"], "", kind === "sqlite" ? redressAlone : redress);
    const links = new Map<string, string>();
    for (const [login, role] of Object.entries(STAFF)) {
      const { link } = await json<{ link: string }>(["account", "create", login, "--role", role]);
      links.set(login, new URL(link).hash.slice(1));
    }
    const { stdout } = await redress(["doctor", "--json"], settings);
    const { findings } = JSON.parse(stdout) as { findings: Finding[] };
    expect(findings.filter(({ about }) => ["administrators", "demo"].includes(about))).toEqual([]);

    await using server = await startProcess(process.execPath, [join(BUILT, "src/main.js")], {
      env: { PATH: process.env.PATH, LOG_LEVEL: "warn", ...settings },
      ready: { output: /Redress is ready/ },
      timeoutMs: 60_000,
    });
    expect(server.output).toContain("The first administrator");
    const visitor = new Person(url, undefined);
    const signIn = { login: "", password: PASSWORD };
    const session = "{ accessToken account { id } }";
    const codes = new Map<string, string[]>();
    const tokens = new Map<string, string>();

    for (const login of CONSUMERS) {
      const { displayName } = DEMO_PEOPLE.find((person) => person.login === login) ?? { displayName: login };
      await visitor.do("registerAccount", { login, password: PASSWORD, displayName }, "{ account { id } }");
      tokens.set(login, (await visitor.do("signIn", { ...signIn, login }, session)).accessToken);
    }
    for (const [login, token] of links) {
      await visitor.do("redeemAccountLink", { token, password: PASSWORD }, "{ login }");
      const { accessToken, account } = await visitor.do("signIn", { ...signIn, login }, session);
      const person = new Person(url, accessToken, account.id);
      const { setUp, secret } = await person.do("beginTotp", { proof: { password: PASSWORD } }, "{ setUp secret }");
      const code = TOTP.generate({ secret: Secret.fromBase32(secret) });
      const { recoveryCodes } = await person.do("confirmTotp", { setUp, code, name: "app" }, "{ recoveryCodes }");
      codes.set(login, recoveryCodes);
    }
    const nextCode = (login: string): string => codes.get(login)?.pop() ?? "";
    const asWhom = (login: string): string[] => ["--as", login, "--code", nextCode(login)];
    const { proposed } = await json<{ proposed: { grantId: string }[] }>(
      ["account", "roles", "qian.lead", "--to", "LEAD_MODERATOR", ...asWhom("first.admin"), "--because", "A new lead."],
      `${PASSWORD}\n`,
    );
    const { roles } = await json<{ roles: string[] }>(
      ["account", "approve", proposed[0]?.grantId ?? "", ...asWhom("second.admin")],
      `${PASSWORD}\n`,
    );
    expect(roles).toEqual(["LEAD_MODERATOR"]);
    for (const login of links.keys()) {
      const { extensions } = await visitor.tryTo("signIn", { ...signIn, login });
      const answer = { challenge: extensions.challenge, code: nextCode(login) };
      tokens.set(login, (await visitor.do("signInWithCode", answer, session)).accessToken);
    }

    const stage = await openStage(url, () => undefined, tokens);
    try {
      const ruled = await dispute(stage);
      await ruled.mustBe(stage.chen, "RULED");
    } finally {
      await closeStage(stage);
    }
    const verified = await json<{ problems: string[]; files: number }>(["verify"]);
    expect([verified.problems, verified.files > 0]).toEqual([[], true]);
  }, 180_000);
});
