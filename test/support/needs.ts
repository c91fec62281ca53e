import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** What is made once, before the tests that need it: the migrated databases, and all that `npm run build` makes. */
export type Need = "databases" | "build";

/** What Jest was asked to run. */
export interface Run {
  rootDir: string;
  findRelatedTests: boolean;
  onlyChanged: boolean;
  runTestsByPath: boolean;
  testPathPatterns: { toExecutor(options: { rootDir: string }): { isMatch(path: string): boolean } };
}

/** A test needs what the files of test/ need that it imports, itself or by others. */
const NEED_OF: Readonly<Record<string, Need>> = {
  "test/support/databases.ts": "databases",
  "test/support/built.ts": "build",
};

export function needsOf(tests: readonly string[], root: string): Set<Need> {
  const seen = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    importsOf(path).forEach(visit);
  };
  tests.forEach(visit);
  return new Set([...seen].flatMap((path) => NEED_OF[relative(root, path)] ?? []));
}

/** Those that were named; when it is Jest who chooses (changed, related, failed before), it may choose any. */
export function namedTests({ rootDir: root, testPathPatterns, ...chosen }: Run): string[] {
  const folder = join(root, "test");
  const all = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".test.ts"))
    .map((path) => join(folder, path));
  if (chosen.findRelatedTests || chosen.onlyChanged || chosen.runTestsByPath) return all;
  const named = testPathPatterns.toExecutor({ rootDir: root });
  return all.filter((path) => named.isMatch(path));
}

function importsOf(path: string): string[] {
  const imports = readFileSync(path, "utf8").matchAll(/(?:from|import) "(\.[^"]+)"/g);
  const files = [...imports].map(([, name = ""]) => join(dirname(path), `${name}.ts`));
  return files.filter((file) => /\/test\//.test(file) && existsSync(file));
}
