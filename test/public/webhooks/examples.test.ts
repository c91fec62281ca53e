import { spawnSync } from "node:child_process";
import { existsSync, symlinkSync } from "node:fs";
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
