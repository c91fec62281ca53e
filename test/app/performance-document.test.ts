import { readFileSync } from "node:fs";
import { join } from "node:path";
import { performanceDocument, performancePlot } from "../../bench/support/performance-document";
import { keptRuns } from "../../bench/support/results";

const ROOT = join(__dirname, "../..");
const textOf = (path: string): string => readFileSync(join(ROOT, path), "utf8");

test("docs/performance.md and its plot show the runs that were kept (npm run bench:report writes them)", () => {
  const runs = keptRuns(ROOT);
  expect(runs.length).toBeGreaterThan(0);
  expect(textOf("docs/performance.md")).toBe(performanceDocument(runs));
  expect(textOf("docs/performance.svg")).toBe(performancePlot(runs));
});
