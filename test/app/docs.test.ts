import { buildSchema, NoUnusedFragmentsRule, parse, print, specifiedRules, validate } from "graphql";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { settingsAsMarkdown } from "../../src/app/cli/describe-settings";

const ROOT = join(__dirname, "../..");
const under = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((path) => join(folder, path));
const DOCUMENTS = [
  ...readdirSync(ROOT),
  ...["docs", "schema", "src", "test", "bench", "clients"].flatMap(under),
].filter((path) => path.endsWith(".md"));
const textOf = (path: string): string => readFileSync(join(ROOT, path), "utf8");

/** As a forge makes them of headings. */
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, "")
      .replace(/ /g, "-"),
  );

/** `src/{a,b}.ts` names two. */
function spelledOut(path: string): string[] {
  const [, before, options, after] = /^(.*)\{(.*)\}(.*)$/.exec(path) ?? [];
  return options === undefined ? [path] : options.split(",").map((option) => `${before}${option}${after}`);
}

/** Files and folders of the project that a document names; what a recipe has yet to make (`file=`) is none of them. */
function namedIn(text: string): string[] {
  const words = text.matchAll(/(?<![\w/.=-])(?:src|test|bench|bin|web|schema|migrations|docs|clients)\/[\w./{},*-]*/g);
  return [...words]
    .map(([word]) => word.replace(/[.,]+$/, ""))
    .filter((word) => !word.includes("*"))
    .flatMap(spelledOut);
}

test("what a document shows of GraphQL is valid, and the same in both languages", () => {
  const schema = buildSchema(textOf("schema/schema.graphql"));
  const rules = specifiedRules.filter((rule) => rule !== NoUnusedFragmentsRule);
  const blocksOf = (path: string): string[] =>
    [...textOf(path).matchAll(/^```graphql\n([^]*?)^```$/gm)].map(([, block = ""]) => block);
  const wrong = DOCUMENTS.flatMap((path) =>
    blocksOf(path).flatMap((block) => validate(schema, parse(block), rules).map(({ message }) => [path, message])),
  );
  expect(wrong).toEqual([]);
  const english = DOCUMENTS.filter((path) => path.startsWith("docs/developers/en/"));
  expect(english.length).toBeGreaterThan(10);
  for (const path of english) {
    // What is said beside the code is in the reader's language.
    const codeOf = (each: string): string[] => blocksOf(each).map((block) => print(parse(block)));
    expect([path, codeOf(path.replace("/en/", "/zh-CN/"))]).toEqual([path, codeOf(path)]);
  }
});

test("every link leads somewhere", () => {
  const broken = DOCUMENTS.flatMap((path) =>
    [...textOf(path).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = ""]) => {
      if (/^(https?|mailto):/.test(target)) return [];
      const [file = "", anchor] = target.split("#");
      const found = file === "" ? path : join(dirname(path), file);
      if (!existsSync(join(ROOT, found))) return [`${path}: ${target}`];
      return anchor === undefined || anchorsOf(textOf(found)).includes(anchor) ? [] : [`${path}: ${target}`];
    }),
  );
  expect(broken).toEqual([]);
});

test("every file that is named is there", () => {
  const missing = DOCUMENTS.flatMap((path) =>
    namedIn(textOf(path))
      .filter((named) => !existsSync(join(ROOT, named)))
      .map((named) => `${path}: ${named}`),
  );
  expect(missing).toEqual([]);
});

test("every source that a comment names is there", () => {
  const sources = ["src", "test", "bench", "bin", "migrations", "web/app/src"]
    .flatMap(under)
    .filter((path) => /\.(m?ts|tsx|mjs)$/.test(path));
  const names = new Set(sources.map((path) => basename(path)));
  const missing = sources.flatMap((path) =>
    [...textOf(path).matchAll(/\/\*[^]*?\*\/|\/\/ .*/g)]
      .flatMap(([comment]) => comment.match(/(?<![-\w.])\w[-\w.]*\.(?:tsx?|mjs)\b/g) ?? [])
      .filter((name) => !names.has(name))
      .map((name) => `${path}: ${name}`),
  );
  expect(missing).toEqual([]);
});

test("a link or a file that is not there would be found", () => {
  expect(namedIn("see `src/nowhere/at-all.ts`, `src/server.ts` and src/platform/{database,nothing}/.")).toEqual([
    "src/nowhere/at-all.ts",
    "src/server.ts",
    "src/platform/database/",
    "src/platform/nothing/",
  ]);
  expect(anchorsOf("# The law\n## What it is, and why")).toEqual(["the-law", "what-it-is-and-why"]);
});

test("the README fits on a page, and every room of src/ is on its map", () => {
  const lines = textOf("README.md").split("\n");
  expect(lines.length).toBeLessThanOrEqual(125);
  expect(lines.filter((line) => line.length > 120)).toEqual([]);
  const map = lines.filter((line) => line.startsWith("|")).join("\n");
  const districts = readdirSync(join(ROOT, "src"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const rooms = districts.flatMap(({ name }) => readdirSync(join(ROOT, "src", name), { withFileTypes: true }));
  const folders = [...districts, ...rooms.filter((entry) => entry.isDirectory())].map(({ name }) => name);
  expect(folders.filter((name) => !map.includes(`\`${name}/\``))).toEqual([]);
});

test("docs/config.md shows the settings as they are (npm run --silent config -- --markdown prints it)", () => {
  expect(textOf("docs/config.md")).toBe(settingsAsMarkdown());
});

test("every decision is in the list, by its number", () => {
  const files = DOCUMENTS.filter((path) => /^docs\/decisions\/\d/.test(path)).map((path) => path.slice(15));
  const numbers = files.map((name) => Number(name.slice(0, 3)));
  expect(numbers.sort((a, b) => a - b)).toEqual(numbers.map((_, index) => index + 1));
  const list = textOf("docs/decisions/README.md");
  expect(files.filter((name) => !list.includes(`](${name})`))).toEqual([]);
});
