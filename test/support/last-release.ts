import { execFile, execFileSync } from "node:child_process";
import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { temporaryFolder, type TemporaryFolder } from "./temporary";

const ROOT = join(__dirname, "../..");
const RECORD = "schema/released.json";

/** What `npm run release` wrote down when it closed a version. */
export interface Released {
  version: string;
  /** Names of their files, without the ending. */
  migrations: string[];
  /** What the version no longer reads or writes, of what its tables have: `table.column`, or `table`. */
  retired: string[];
}

export const RELEASED = JSON.parse(readFileSync(join(ROOT, RECORD), "utf8")) as Released;

/**
 * `describe` for tests that run the last release beside this version. It is compiled from the history, without which they are skipped
 * and say why; packages are those that are here.
 */
export function describeWithLastRelease(name: string, body: (commit: string) => void): void {
  const commit = commitOfLastRelease();
  if ("hash" in commit) describe(`${name} (${RELEASED.version}, ${commit.hash.slice(0, 12)})`, () => body(commit.hash));
  else describe.skip(`${name} (skipped: ${commit.missing})`, () => body(""));
}

function commitOfLastRelease(): { hash: string } | { missing: string } {
  try {
    const hash = git("rev-parse", "--verify", "--quiet", `v${RELEASED.version}^{commit}`) ?? lastChangeOfRecord();
    return hash === undefined ? { missing: `no history here with the release of ${RELEASED.version}` } : { hash };
  } catch {
    return { missing: "git is not installed" };
  }
}

/** Where nobody has set the tag, or it was not fetched. The oldest commit of a shallow history seems to have made every file. */
function lastChangeOfRecord(): string | undefined {
  const hash = git("log", "-1", "--format=%H", "--", RECORD);
  return hash && git("cat-file", "-e", `${hash}^`) !== undefined ? hash : undefined;
}

/** Its output; undefined when it fails. */
function git(...args: string[]): string | undefined {
  try {
    return execFileSync("git", [...TRUSTED, ...args], { cwd: ROOT, encoding: "utf8", stdio: "pipe" }).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") throw error;
    return undefined;
  }
}

// In a container the checkout may be somebody else's.
const TRUSTED = ["-c", `safe.directory=${ROOT}`];

/** A folder with the commit's files and the build of its server. */
export async function buildCommit(commit: string): Promise<TemporaryFolder> {
  const folder = await temporaryFolder("release");
  const run = promisify(execFile);
  const archive = join(folder.path, "release.tar");
  await run("git", [...TRUSTED, "archive", `--output=${archive}`, commit], { cwd: ROOT });
  await run("tar", ["-xf", archive, "-C", folder.path]);
  symlinkSync(join(ROOT, "node_modules"), join(folder.path, "node_modules"));
  await run(process.execPath, ["bin/lib/compile.mjs"], { cwd: folder.path });
  return folder;
}
