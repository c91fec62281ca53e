import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema, isEnumType, isIntrospectionType } from "graphql";
import { VARIABLES } from "../../src/adjudication/canned-texts/variables.pure";
import { VARIABLES as FILLED } from "../../web/app/src/desk/texts/variables";
import { ENUM_LABELS } from "../../web/app/src/text/enums";
import { ROOM_LABELS } from "../../web/app/src/text/room-enums";
import { EVENT_LABELS } from "../../web/app/src/text/event-types";

const LABELS = { ...ENUM_LABELS, ...ROOM_LABELS, EventType: EVENT_LABELS };

const root = join(__dirname, "../..");

const pages = join(root, "web/app/src");
const sources = readdirSync(pages, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !/generated|text.(room-)?enums/.test(name))
  .map((name) => readFileSync(join(pages, name), "utf8"))
  .join("\n");

/** An enum that a page shows without having its labels does not compile; those that no page shows are not sent to anybody. */
test("every enum that the pages show has its labels, value by value as in the schema, and no other has any", () => {
  const schema = buildSchema(readFileSync(join(root, "schema/schema.graphql"), "utf8"));
  const enums = Object.values(schema.getTypeMap())
    .filter(isEnumType)
    .filter((type) => !isIntrospectionType(type));
  const shown = enums.filter(({ name }) => name === "EventType" || sources.includes(`"${name}"`));
  const expected = shown.map((type) => [type.name, type.getValues().map(({ name }) => name)]);
  expect(
    Object.entries(LABELS)
      .map(([name, values]) => [name, Object.keys(values)])
      .sort(),
  ).toEqual(expected.sort());
});

/** A language is called in its own words, whichever one is being read. */
const SAME_IN_BOTH = ["Locale.EN", "Locale.ZH_CN"];

test("every label is there in English and in Chinese", () => {
  const all = Object.entries(LABELS).flatMap(([name, values]) =>
    Object.entries(values).map(([value, [en, zh]]) => ({ what: `${name}.${value}`, en, zh })),
  );
  expect(all.filter(({ en, zh }) => en.trim() === "" || zh.trim() === "")).toEqual([]);
  expect(all.filter(({ en, zh }) => en === zh).map(({ what }) => what)).toEqual(SAME_IN_BOTH);
  const translated = all.filter(({ what }) => !SAME_IN_BOTH.includes(what));
  expect(translated.filter(({ en, zh }) => /\p{Script=Han}/u.test(en) || !/\p{Script=Han}/u.test(zh))).toEqual([]);
});

test("no two values of an enum read the same", () => {
  const twice = Object.entries(LABELS).flatMap(([name, values]) => {
    const pairs: (readonly [string, string])[] = Object.values(values);
    return [0, 1].flatMap((language) => {
      const texts = pairs.map((pair) => pair[language]);
      return texts.filter((text, index) => texts.indexOf(text) !== index).map((text) => `${name}: ${text}`);
    });
  });
  expect(twice).toEqual([]);
});

test("the pages fill the variables of texts that the server takes, and no others", () => {
  expect(FILLED).toEqual(VARIABLES);
});
