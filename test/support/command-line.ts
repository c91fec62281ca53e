import { execFile } from "node:child_process";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { runRedress } from "../../src/app/cli/run-redress";
import { BUILT } from "./built";

export interface Run {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a script of the build to its end, with these settings and no others. */
export async function runBuilt(script: string, args: string[], env: Record<string, string>, input = ""): Promise<Run> {
  const { PATH = "" } = process.env;
  const started = promisify(execFile)(process.execPath, [join(BUILT, "src", script), ...args], {
    env: { PATH, LOG_LEVEL: "silent", ...env },
    timeout: 60_000,
  });
  started.child.stdin?.end(input);
  return started.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: Run) => error,
  );
}

/** What `npm run redress --` runs, in a process of its own, which first loads the program: a second of CPU. */
export const redressAlone = (args: string[], env: Record<string, string>, input?: string): Promise<Run> =>
  runBuilt("app/cli/redress.js", args, env, input);

/** The same in this process. That a process starts, reads its password, ends by itself and says how, a few commands show alone. */
export async function redress(args: string[], env: Record<string, string>, input = ""): Promise<Run> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const said = Promise.all([text(stdout), text(stderr)]);
  const terminal = { env: { LOG_LEVEL: "silent", ...env }, stdin: Readable.from([input]), stdout, stderr };
  const code = await runRedress(args, terminal);
  for (const stream of [stdout, stderr]) stream.end();
  const [toldOut, toldErr] = await said;
  return { code, stdout: toldOut, stderr: toldErr };
}
