import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { UNREMEMBERED } from "../../clients/typescript/src/retries";
import { caseIn } from "../case/complaints/world-case";
import { describeWith } from "../support/programs";
import { startWorld, type World } from "../support/world";

const FOLDER = join(__dirname, "../../clients/python");
const run = promisify(execFile);

describeWith("python3", "the client for Python", () => {
  let world: World;
  beforeAll(async () => void (world = await startWorld("sqlite")));
  afterAll(() => world?.[Symbol.asyncDispose]());

  test("passes its own tests against a server", async () => {
    const [negotiated, heard] = [await caseIn(world, "NEGOTIATING"), await caseIn(world, "EVIDENCE")];
    const env = {
      ...process.env,
      ...{ REDRESS_URL: world.url, REDRESS_CASE: negotiated.id, REDRESS_CASE_FOR_EVIDENCE: heard.id },
      ...{ NO_PROXY: "127.0.0.1", PYTHONDONTWRITEBYTECODE: "1" },
    };
    const args = ["-W", "error::ResourceWarning", "-m", "unittest", "discover", "-t", ".", "-s", "tests", "-v"];
    const { stderr } = await run("python3", args, { cwd: FOLDER, env });
    // What is not discovered cannot fail.
    expect(Number(/^Ran (\d+) tests/m.exec(stderr)?.[1])).toBeGreaterThan(15);
    expect(stderr).toMatch(/^OK$/m);
  });

  test("knows which mutations the server does not remember, as the client for TypeScript does", async () => {
    const program = "from redress.client import UNREMEMBERED; print(*UNREMEMBERED)";
    const { stdout } = await run("python3", ["-B", "-c", program], { cwd: FOLDER });
    expect(stdout.trim().split(" ").sort()).toEqual([...UNREMEMBERED].sort());
  });
});
