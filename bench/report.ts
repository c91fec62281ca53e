import { writeFileSync } from "node:fs";
import { performanceDocument, performancePlot } from "./support/performance-document";
import { keptRuns } from "./support/results";

/** npm run bench:report: writes docs/performance.md and its plot from the runs kept in bench/results. */
const runs = keptRuns();
writeFileSync("docs/performance.md", performanceDocument(runs));
writeFileSync("docs/performance.svg", performancePlot(runs));
