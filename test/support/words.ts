import { readFileSync } from "node:fs";
import { join } from "node:path";

const schema = readFileSync(join(__dirname, "../../schema/schema.graphql"), "utf8");
const ENUM_VALUES = new Set(
  [...schema.matchAll(/^enum \w+ \{\n([\s\S]*?)^\}/gm)].flatMap(
    ([, body = ""]) => body.match(/(?<=^ {2})[A-Z][A-Z_]{3,}$/gm) ?? [],
  ),
);

/** What a person is told by mistake: the name of an enum's value, a moment as a program writes it, the key of a message. */
export function notForPeople(message: string): string | undefined {
  const moment = /\d{4}-\d\d-\d\dT\d\d:\d\d[^ ]*/.exec(message.replace(/(such as|例如) ?\d{4}-[^ ]*/u, ""))?.[0];
  const key = /\b[a-z][A-Za-z]+\.[A-Z][A-Z_]+\b/.exec(message)?.[0];
  return moment ?? key ?? message.match(/\b[A-Z][A-Z_]{3,}\b/g)?.find((word) => ENUM_VALUES.has(word));
}
