import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
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

/** What `npm run redress --` runs. */
export const redress = (args: string[], env: Record<string, string>, input?: string): Promise<Run> =>
  runBuilt("app/cli/redress.js", args, env, input);
