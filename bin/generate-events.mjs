import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { declaredEvents } from "./lib/declared-events.mjs";
import { formatted } from "./lib/formatted.mjs";
import { programOf } from "./lib/thrown-refusals.mjs";

/*
 * Writes what the declared events carry: src/app/catalogues/event-shapes.table.ts, from which the API describes and converts it. With `--check` it
 * only compares.
 */
const path = join(import.meta.dirname, "../src/app/catalogues/event-shapes.table.ts");
const checks = process.argv.includes("--check");
const { events, unclear } = declaredEvents(programOf("tsconfig.build.json", ["src/app/catalogues/events.ts"]));
if (unclear.length > 0) {
  console.error(`The declarations of events leave open what these are:\n${unclear.join("\n")}`);
  process.exit(1);
}

/** Lists of values longer than this have a name. */
const LONG = 60;
const lists = new Map();

/** What all events of a history carry is printed once. */
const common = new Map();
for (const history of ["CASE", "INSPECTION"]) {
  const each = events.filter((event) => event.history === history).map(({ particulars }) => particulars.map(inCode));
  common.set(
    history,
    each.reduce((all, list) => all.filter((one) => list.includes(one))),
  );
}

function inCode({ name, kind, nullable, values }) {
  const key = /^\w+$/.test(name) ? name : JSON.stringify(name);
  const what = kind === "ENUM" ? `oneOf(${listed(values)})` : kind;
  return `${key}: ${nullable ? `orNull(${what})` : what}`;
}

function listed(values) {
  const words = JSON.stringify([...values].sort().join(" "));
  if (words.length <= LONG) return words;
  if (!lists.has(words)) lists.set(words, `LIST_${lists.size + 1}`);
  return lists.get(words);
}

const rows = events.map(({ type, history, recordedBy, label: [en, zhCN], particulars }) => {
  const of = common.get(history) ?? [];
  const own = particulars.map(inCode).filter((each) => !of.includes(each));
  const carried = [...own, ...(of.length > 0 ? [`...OF_${history}`] : [])];
  return `${type}: shape("${history}", "${recordedBy}", ${JSON.stringify(en)}, ${JSON.stringify(zhCN)}, { ${carried.join(", ")} }),`;
});

const text = await formatted(
  path,
  `import { CODE, CODES, CURRENCY, FLAG, HIDDEN, ID, MONEY, NUMBER, oneOf, orNull, shape, TEXT, TIME, type EventShape, type ShapesOf } from "../../platform/graphql/event-catalogue";
import type { ShownEvent } from "./events";

// Printed by \`npm run events\` from the declarations of the events and the pages' labels.
${[...lists].map(([values, name]) => `const ${name} = ${values};`).join("\n")}
${[...common].map(([history, of]) => `const OF_${history} = { ${of.join(", ")} };`).join("\n")}

/** Every event that the API shows, with what it carries. */
export const EVENT_SHAPES: Readonly<Record<string, EventShape>> = {${rows.join("\n")}} satisfies ShapesOf<ShownEvent> & Record<string, EventShape>;
`,
);
if (!checks) writeFileSync(path, text);
else if (readFileSync(path, "utf8") !== text) {
  console.error("src/app/catalogues/event-shapes.table.ts is not what the declarations say: run npm run events");
  process.exit(1);
}
