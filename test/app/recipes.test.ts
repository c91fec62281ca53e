import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { cp, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { temporaryFolder } from "../support/temporary";

const ROOT = join(__dirname, "../..");
const RECIPES = readFileSync(join(ROOT, "docs/recipes.md"), "utf8");
const PARTS = [
  "bench",
  "bin",
  "clients",
  "docs",
  "migrations",
  "schema",
  "src",
  "test",
  "web",
  "package.json",
  "package-lock.json",
];
const CONFIGS = [
  ".oxfmtrc.json",
  ".oxlintrc.json",
  "jest.config.js",
  "ormconfig.ts",
  "tsconfig.json",
  "tsconfig.build.json",
];

interface Block {
  file: string;
  where: "after" | "before" | "replace" | null;
  words: string;
  lines: string;
}

function blocksOf(text: string): Block[] {
  const fences = text.matchAll(/^```\w+ file=(\S+)(?: (after|before|replace)="(.*)")?\n([^]*?)^```$/gm);
  return [...fences].map(([, file = "", where, words = "", lines = ""]) => ({
    ...{ file, where: (where ?? null) as Block["where"], words, lines },
  }));
}

/** What each recipe says to type at its end; what two of them say is typed once, when both are followed, and their tests share one process. */
function commandsOf(text: string): string[] {
  const lines = [...text.matchAll(/^```sh\n([^]*?)^```$/gm)].flatMap(([, script = ""]) => script.split("\n"));
  const tests = lines
    .filter((line) => line.startsWith("npm test -- "))
    .map((line) => line.slice("npm test -- ".length));
  const others = lines.filter((line) => line !== "" && !line.startsWith("npm test"));
  return [...new Set(others), `npm test -- -i ${tests.join(" ")}`];
}

function follow(text: string, { where, words, lines, file }: Block): string {
  const all = text.split("\n");
  const found = all.flatMap((line, index) => (line.includes(words) ? [index] : []));
  if (found.length !== 1) throw new Error(`${file} has ${found.length} lines with ${words}`);
  const [at = 0] = found;
  const [from, to] = where === "after" ? [at + 1, at + 1] : where === "before" ? [at, at] : [at, at + 1];
  return [...all.slice(0, from), ...lines.replace(/\n$/, "").split("\n"), ...all.slice(to)].join("\n");
}

async function apply(root: string, block: Block): Promise<void> {
  const path = join(root, block.file);
  if (block.where === null) {
    if (existsSync(path)) throw new Error(`${block.file} is there already`);
    await mkdir(dirname(path), { recursive: true });
    return writeFile(path, block.lines);
  }
  await writeFile(path, follow(await readFile(path, "utf8"), block));
}

/** The compiler tells its errors on stdout, which a failed command's message leaves out. */
async function run(root: string, command: string): Promise<void> {
  try {
    await promisify(execFile)("sh", ["-c", command], { cwd: root, maxBuffer: 2 ** 26 });
  } catch (error) {
    const { message, stdout } = error as Error & { stdout: string };
    throw new Error(`${message}\n${stdout}`, { cause: error });
  }
}

test("who follows the recipes gets a penalty kind and a command, which compile and pass the tests named", async () => {
  await using tree = await temporaryFolder("recipes");
  for (const part of [...PARTS, ...CONFIGS]) await cp(join(ROOT, part), join(tree.path, part), { recursive: true });
  await symlink(join(ROOT, "node_modules"), join(tree.path, "node_modules"));
  for (const block of blocksOf(RECIPES)) await apply(tree.path, block);

  for (const command of commandsOf(RECIPES)) await run(tree.path, command);

  const schema = await readFile(join(tree.path, "schema/schema.graphql"), "utf8");
  expect(schema).toMatch(/^enum PenaltyKind \{[^}]*\n {2}REPRIMAND\n/m);
  expect(schema).toMatch(/^ {2}markUrgent\(/m);
}, 900_000);

test("a block whose place is not there, or not clear, is refused", () => {
  const [block] = blocksOf('```ts file=a.ts after="  one "\n  two\n```\n');
  if (!block) throw new Error("no block was read");
  expect(follow('x\n  one "1"\ny', { ...block, words: '  one "1"' })).toBe('x\n  one "1"\n  two\ny');
  expect(follow("x\none\ny", { ...block, where: "before", words: "one" })).toBe("x\n  two\none\ny");
  expect(follow("x\none\ny", { ...block, where: "replace", words: "one" })).toBe("x\n  two\ny");
  expect(() => follow("x", block)).toThrow("a.ts has 0 lines");
  expect(() => follow("  one \n  one ", block)).toThrow("a.ts has 2 lines");
});
