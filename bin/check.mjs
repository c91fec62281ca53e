import { ensureInstalled } from "./lib/setup.mjs";
import { say, step } from "./lib/step.mjs";

ensureInstalled();

const checks = {
  "Generated client": ["node", "bin/generate-client.mjs"],
  Types: ["npx", "tsc", "--noEmit"],
  "Types of the pages": ["npx", "tsc", "-p", "web/app", "--noEmit"],
  Lint: ["npx", "eslint", "--max-warnings", "0", "."],
  Format: ["npx", "prettier", "--check", "--log-level", "warn", "."],
  "Dependency rules": ["npx", "depcruise", "--config", ".dependency-cruiser.cjs", "src", "migrations", "bench", "test"],
  "Dependency rules of the pages": ["npx", "depcruise", "--config", ".dependency-cruiser.web.cjs", "web/app/src"],
  "Unused code": ["npx", "knip"],
  Tests: ["node", "bin/test.mjs"],
};

// All of them run even when one fails, so that one run shows every problem.
const failed = Object.entries(checks)
  .filter(([title, [command, ...args]]) => !step(title, command, args))
  .map(([title]) => title);

if (failed.length > 0) say(`Failed: ${failed.join(", ")}`);
console.log(`checks: ${Object.keys(checks).length - failed.length} passed, ${failed.length} failed`);
process.exit(failed.length > 0 ? 1 : 0);
