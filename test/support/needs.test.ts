import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { namedTests, needsOf, type Run } from "./needs";

const ROOT = join(__dirname, "../..");
const needs = (...tests: string[]) =>
  [
    ...needsOf(
      tests.map((path) => join(ROOT, path)),
      ROOT,
    ),
  ].sort();

function asked(pattern: RegExp, more: Partial<Run> = {}): Run {
  const testPathPatterns = { toExecutor: () => ({ isMatch: (path: string) => pattern.test(path) }) };
  return {
    rootDir: ROOT,
    findRelatedTests: false,
    onlyChanged: false,
    runTestsByPath: false,
    testPathPatterns,
    ...more,
  };
}

test("a pure test needs nothing, one of the server a database, one of the pages the build too", () => {
  expect(needs("test/house-rules/working-time.test.ts", "test/platform/cost.test.ts")).toEqual([]);
  expect(needs("test/realtime/live.test.ts")).toEqual(["databases"]);
  expect(needs("test/web/case.test.ts")).toEqual(["build", "databases"]);
});

test("those that are named count; whatever Jest chooses by itself may be any", () => {
  expect(namedTests(asked(/support\/needs/))).toEqual([__filename]);
  const all = namedTests(asked(/./));
  expect(needs(...all.map((path) => path.slice(ROOT.length + 1)))).toEqual(["build", "databases"]);
  for (const how of ["findRelatedTests", "onlyChanged", "runTestsByPath"] as const)
    expect(namedTests(asked(/support\/needs/, { [how]: true }))).toEqual(all);
});

test("whoever runs what is built says so by importing it", () => {
  const files = readdirSync(join(ROOT, "test"), { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".ts"),
  );
  const silent = files.filter((path) => /["/]dist[/"]/.test(readFileSync(join(ROOT, "test", path), "utf8")));
  expect(silent.sort()).toEqual(["support/built.ts"]);
});
