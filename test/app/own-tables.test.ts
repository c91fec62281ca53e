import { join } from "node:path";
import { READS_ACROSS_ROOMS, WRITES_ACROSS_ROOMS } from "./tables-of-others";
import { roomOf, TableTouches } from "./table-touches";

let found: TableTouches;

beforeAll(() => {
  found = new TableTouches(join(__dirname, "../../src"));
}, 120_000);

const listed = (list: Record<string, string>): string[] =>
  Object.entries(list)
    .map(([file, tables]) => `${file}: ${tables}`)
    .sort();

test("every write of an entity is understood, and writes in SQL, of classes and of rows are seen", () => {
  expect(found.lost).toEqual([]);
  const breaches = { table: "breach", kind: "writes" };
  expect(found.touches).toContainEqual({ ...breaches, file: "case/complaints/free-breaches.ts" });
  expect(found.touches).toContainEqual({ ...breaches, file: "case/complaints/file-complaint.ts" });
  expect(found.touches).toContainEqual({ ...breaches, file: "case/complaints/take-breaches.ts" });
});

test("nobody writes another room's table", () => {
  expect(found.across("writes")).toEqual(listed(WRITES_ACROSS_ROOMS));
});

/** `app` is downstream of all, and the one place where all rooms meet: it may read what it likes. */
test("another room's table is read only where somebody has looked at it", () => {
  const read = found.across("reads").filter((line) => roomOf(line) !== "app");
  expect(read).toEqual(listed(READS_ACROSS_ROOMS));
});
