import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema } from "graphql";
import { headed, lastVersion, unexplained, whyNotVersion, withChanges } from "./lib/releases.mjs";
import { changesBetween, tooSoon, unacceptedBreaks } from "./lib/schema-changes.mjs";
import { fail, root, say } from "./lib/step.mjs";

/*
 * `npm run release` lists in the changelog what has changed in the schema since the last release, for people to say what that means.
 * `npm run release VERSION` then closes the part under this version, and remembers schema and migrations as released.
 */
const path = (file) => join(root, file);
const read = (file) => readFileSync(path(file), "utf8");
const write = (file, text) => writeFileSync(path(file), text);

const [version] = process.argv.slice(2);
const released = buildSchema(read("schema/released.graphql"));
const schema = buildSchema(read("schema/schema.graphql"));
const accepted = JSON.parse(read("schema/accepted-breaks.json"));
const changes = changesBetween(released, schema);
const changelog = withChanges(
  read("CHANGELOG.md"),
  changes,
  new Map(accepted.map(({ change, because }) => [change, because])),
);
write("CHANGELOG.md", changelog);
const total = Object.values(changes).flat().length;
say(`${total} changes of the schema are in CHANGELOG.md, ${changes.breaking.length} of them breaking`);
if (version === undefined) process.exit(0);

const today = new Date().toISOString().slice(0, 10);
const wrong = whyNotVersion(version, lastVersion(changelog), changes);
const problems = [
  ...(wrong ? [wrong] : []),
  ...unacceptedBreaks(changes.breaking, accepted),
  ...tooSoon(released, schema, today),
  ...unexplained(changelog, changes).map((change) => `CHANGELOG.md has to say what clients do about: ${change}`),
];
if (problems.length > 0) fail(...problems);

write("CHANGELOG.md", headed(changelog, version, today));
copyFileSync(path("schema/schema.graphql"), path("schema/released.graphql"));
write("schema/accepted-breaks.json", "[]\n");
const migrations = readdirSync(path("migrations")).filter((file) => /^\d{13}-.*\.ts$/.test(file));
const record = {
  version,
  migrations: migrations.sort().map((file) => file.replace(/\.ts$/, "")),
  retired: JSON.parse(read("migrations/retired.json")),
};
write("schema/released.json", `${JSON.stringify(record, null, 2)}\n`);
for (const file of ["package.json", "package-lock.json"]) {
  const content = JSON.parse(read(file));
  content.version = version;
  if (content.packages) content.packages[""].version = version;
  write(file, `${JSON.stringify(content, null, 2)}\n`);
}
say(`${version} is ready: commit it, and tag the commit v${version}`);
