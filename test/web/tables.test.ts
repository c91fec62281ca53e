import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const PAGES = join(__dirname, "../../web/app/src");
const FRAME = "design/table-frame.tsx";

test("every table stands in the one frame that scrolls it, by the keyboard too", () => {
  const pages = readdirSync(PAGES, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".tsx"));
  const textOf = (path: string): string => readFileSync(join(PAGES, path), "utf8");
  const countIn = (path: string, what: RegExp): number => [...textOf(path).matchAll(what)].length;
  const tables = pages.filter((path) => countIn(path, /<table\b/g) > 0);
  // Two have more above their columns than names.
  expect(tables.sort()).toEqual(["design/data-table.tsx", "desk/queue-table.tsx", "market/compare.page.tsx"]);
  expect(tables.filter((path) => countIn(path, /<TableFrame\b/g) < countIn(path, /<table\b/g))).toEqual([]);
  expect(pages.filter((path) => path !== FRAME && textOf(path).includes('"table-frame"'))).toEqual([]);
});
