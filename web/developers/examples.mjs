import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Kind, parse } from "graphql";

const byNumber = new Intl.Collator("en", { numeric: true });

/** The examples in the story's order. Each begins with comments: its title, `# as: who`, `# variables: {…}`. */
export const readExamples = (folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".graphql"))
    .sort(byNumber.compare)
    .map((name) => read(name, readFileSync(join(folder, name), "utf8")));

function read(name, text) {
  const lines = text.split(/\r?\n/);
  const end = lines.findIndex((line) => !line.startsWith("#"));
  const head = lines.slice(0, end);
  const value = (key) =>
    head
      .find((line) => line.startsWith(`# ${key}:`))
      ?.slice(key.length + 3)
      .trim();
  const query = lines.slice(end).join("\n").trim();
  const operation = parse(query).definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const [zh, en] = (head.find((line) => !/^# (variables|as):/.test(line)) ?? name).replace(/^#\s*/, "").split(" · ");
  return {
    file: name.replace(/\.graphql$/, ""),
    title: { zh, en: en ?? zh },
    as: value("as"),
    /** What else the comments say. */
    notes: head.slice(1).flatMap((line) => (/^# (variables|as|first):/.test(line) ? [] : [line.replace(/^#\s*/, "")])),
    variables: JSON.parse(value("variables") ?? "{}"),
    query,
    kind: operation.operation,
    name: operation.name?.value,
    fields: operation.selectionSet.selections.flatMap((each) => (each.kind === Kind.FIELD ? [each.name.value] : [])),
  };
}
