import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { temporaryFolder, type TemporaryFolder } from "../../support/temporary";

const FOLDER = join(__dirname, "../../../docs/examples/webhooks");
const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const BODY = '{"text":"任何文字"}';
const which = (program: string): string => spawnSync("which", [program], { encoding: "utf8" }).stdout.trim();

/** What Redress sends. */
function signed(at = new Date()): Record<string, string> {
  return {
    WEBHOOK_ID: "event-1",
    WEBHOOK_TIMESTAMP: String(Math.floor(at.getTime() / 1000)),
    WEBHOOK_SIGNATURE: new Webhook(SECRET).sign("event-1", at, BODY),
  };
}

// `sh` is another program on each machine.
describe.each(["sh", "bash"])("the example for the shell, run by %s,", (shell) => {
  let folder: TemporaryFolder;
  beforeAll(async () => void (folder = await temporaryFolder("webhook")));
  afterAll(() => folder[Symbol.asyncDispose]());

  function verify(headers: NodeJS.ProcessEnv): number | null {
    const env = { ...process.env, ...signed(), ...headers };
    return spawnSync(which(shell), ["verify.sh", SECRET], { cwd: FOLDER, env, input: BODY }).status;
  }

  test("accepts what was signed", () => expect(verify({})).toBe(0));

  test("executes nothing of what a stranger sends", () => {
    const made = join(folder.path, "made");
    const command = `$(touch ${made}; echo 0)`;
    const stranger = { WEBHOOK_ID: command, WEBHOOK_TIMESTAMP: `a[${command}]`, WEBHOOK_SIGNATURE: `v1,${command}` };
    for (const [name, value] of Object.entries(stranger)) expect([name, verify({ [name]: value })]).toEqual([name, 1]);
    expect(existsSync(made)).toBe(false);
  });

  test("accepts nothing where it cannot compute a signature", () => {
    for (const program of ["cat", "date", "od", "tr"]) symlinkSync(which(program), join(folder.path, program));
    expect(verify({ WEBHOOK_SIGNATURE: "v1,", PATH: folder.path })).toBe(1);
  });
});

const PAYMENTS = readFileSync(join(__dirname, "../../../docs/payments.md"), "utf8");
/** The code of the guide for developers in one language, the same in both languages of people. */
function guideIn(language: "js" | "python"): string {
  const [en, zh] = ["en", "zh-CN"].map((each) =>
    new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, "m")
      .exec(readFileSync(join(__dirname, `../../../docs/developers/${each}/webhooks.md`), "utf8"))
      ?.at(1),
  );
  expect(en).toEqual(zh);
  return en ?? "";
}
const NAMES = '["webhook-id", "webhook-timestamp", "webhook-signature"]';

/** Programs of others, which ask of several requests whether they are signed. */
const TAKEN_OVER = [
  [
    "verify.mjs",
    "node",
    `import { verify } from "./verify.mjs";
    const headers = JSON.parse(process.env.HEADERS);
    console.log(JSON.stringify(headers.map((of) => verify("${SECRET}", ...of, Buffer.from(process.env.BODY)))));`,
    ["--input-type=module", "-e"],
  ],
  [
    "verify.py",
    "python3",
    `import json, os
from verify import verify
headers = json.loads(os.environ["HEADERS"])
print(json.dumps([verify("${SECRET}", *of, os.environ["BODY"].encode()) for of in headers]))`,
    ["-B", "-c"],
  ],
  [
    "is_signed of docs/payments.md",
    "python3",
    `${/^```python\n([^]*?)^```$/m.exec(PAYMENTS)?.[1]}
import json, os
headers = [dict(zip(("webhook-id", "webhook-timestamp", "webhook-signature"), of)) for of in json.loads(os.environ["HEADERS"])]
print(json.dumps([is_signed("${SECRET}", of, os.environ["BODY"].encode()) for of in headers]))`,
    ["-B", "-c"],
  ],
  [
    "verify of the guide, in JavaScript,",
    "node",
    `${guideIn("js").split("createServer(async")[0]}
    const headers = JSON.parse(process.env.HEADERS).map((of) => Object.fromEntries(${NAMES}.map((name, at) => [name, of[at]])));
    console.log(JSON.stringify(headers.map((of) => verify("${SECRET}", of, Buffer.from(process.env.BODY)))));`,
    ["--input-type=module", "-e"],
  ],
  [
    "verify of the guide, in Python,",
    "python3",
    `${guideIn("python")}
import json, os
headers = [dict(zip(${NAMES}, of)) for of in json.loads(os.environ["HEADERS"])]
print(json.dumps([verify("${SECRET}", of, os.environ["BODY"].encode()) for of in headers]))`,
    ["-B", "-c"],
  ],
] as const;

test.each(TAKEN_OVER)(
  "%s may be taken over by a program, and is false of what a stranger sends",
  (_, program, text, how) => {
    const good = Object.values(signed());
    const [id, timestamp, signature] = good;
    const changed = ["é", "v1,é", "9".repeat(5_000)].flatMap((sent) => [
      [id, sent, signature],
      [id, timestamp, sent],
    ]);
    const env = { ...process.env, HEADERS: JSON.stringify([good, ...changed]), BODY };
    const { stdout } = spawnSync(program, [...how, text], { cwd: FOLDER, env, encoding: "utf8" });
    expect(JSON.parse(stdout)).toEqual([true, ...changed.map(() => false)]);
  },
);
