import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema } from "graphql";
import {
  changesBetween,
  lateDefaults,
  shortDescriptions,
  silentNulls,
  unacceptedBreaks,
  undated,
} from "./lib/schema-changes.mjs";
import { fail, root } from "./lib/step.mjs";

/* Part of `npm run check`: what clients of the last release rely on is still there, and the schema explains itself. */
const read = (file) => readFileSync(join(root, "schema", file), "utf8");
const schema = buildSchema(read("schema.graphql"));
const released = buildSchema(read("released.graphql"));
const { breaking } = changesBetween(released, schema);
const problems = [
  ...unacceptedBreaks(breaking, JSON.parse(read("accepted-breaks.json"))),
  ...lateDefaults(released, schema),
  ...undated(schema),
  ...shortDescriptions(schema),
  ...silentNulls(schema),
];
if (problems.length > 0) fail(...problems, "", "docs/releases.md says what may change and how.");
