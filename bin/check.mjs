import { availableParallelism } from "node:os";
import { DRIVER, ensureInstalled, hasDriver } from "./lib/setup.mjs";
import { say, step, stepBeside } from "./lib/step.mjs";

// Of the type checker, which is written in Go: it spends a fifth of its time on garbage, and needs no more memory with less.
process.env.GOGC ??= "400";

// On a fresh machine a minute or more, spent on downloads and on writing files: beside all that comes before the tests.
const programs = stepBeside("Programs of the tests", "node", ["bin/lib/test-programs.mjs"]);

ensureInstalled({ driver: false });

// All but the build only read, and are mostly busy on one core each; the longest first.
const ofSources = [
  ...(hasDriver() ? [] : [DRIVER]),
  ["Types and lint", "npx", "oxlint"],
  ["Build", "node", "bin/build.mjs", "--without-driver", "--generated"],
  ["Reasons of errors", "node", "bin/generate-errors.mjs", "--check"],
  [
    "Lint of the schema and the operations",
    "npx",
    "eslint",
    "--config",
    "schema/eslint.config.mjs",
    "--max-warnings",
    "0",
    "schema",
    "clients/typescript/src",
    "web/app/src",
  ],
  ["Particulars of events", "node", "bin/generate-events.mjs", "--check"],
  ["Dependency rules", "npx", "depcruise", "--config", ".dependency-cruiser.cjs", "src", "migrations", "bench", "test"],
  ["Dependency rules of the pages", "npx", "depcruise", "--config", ".dependency-cruiser.web.cjs", "web/app/src"],
  ["Unused code", "npx", "knip"],
  ["Format", "npx", "oxfmt", "--check"],
  ["Schema against the last release", "node", "bin/schema-gate.mjs"],
];

// All of them run even when one fails, so that one run shows every problem.
const failed = [];
const note = (title, passed) => passed || failed.push(title);

note("Generated client", step("Generated client", "node", ["bin/generate-client.mjs"]));
const waiting = [...ofSources];
await Promise.all(Array.from({ length: availableParallelism() }, () => workOff(waiting)));
// What could not be installed is said, and the tests that need it say that they are skipped.
await programs;
note("Tests", step("Tests", "node", ["bin/test.mjs"]));

if (failed.length > 0) say(`Failed: ${failed.join(", ")}`);
console.log(`checks: ${ofSources.length + 2 - failed.length} passed, ${failed.length} failed`);
process.exit(failed.length > 0 ? 1 : 0);

async function workOff(checks) {
  for (let next = checks.shift(); next; next = checks.shift()) {
    const [title, command, ...args] = next;
    note(title, await stepBeside(title, command, args));
  }
}
