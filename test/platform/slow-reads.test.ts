import Sqlite from "better-sqlite3";
import { join } from "node:path";
import { QueryFailedError } from "typeorm";
import { SlowReads } from "../../src/platform/database/slow-reads";
import { temporaryFolder } from "../support/temporary";

describe("reads that take long", () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let writer: Sqlite.Database;
  let slow: SlowReads;
  beforeAll(async () => {
    folder = await temporaryFolder("slow-reads");
    writer = new Sqlite(join(folder.path, "x.db"));
    writer.pragma("journal_mode = WAL");
    writer.exec("CREATE TABLE t (id TEXT, n INTEGER); INSERT INTO t VALUES ('a', 1), ('乙', NULL)");
    slow = new SlowReads(join(folder.path, "x.db"), 0);
  });
  afterAll(async () => {
    slow[Symbol.dispose]();
    writer.close();
    await folder.remove();
  });

  const ALL = "SELECT id, n FROM t ORDER BY n DESC";

  test("go elsewhere once they have taken long, whatever their lists' lengths, and come back when they are quick for good", () => {
    const list = (length: number): string => `SELECT id FROM t WHERE n IN (${Array(length).fill("?").join(", ")})`;
    // Nobody knows yet.
    expect([slow.has(list(2)), slow.has(ALL)]).toEqual([true, true]);
    slow.took(list(2), 11);
    slow.took(ALL, 1);
    expect([slow.has(list(2)), slow.has(list(7)), slow.has(ALL)]).toEqual([true, true, false]);
    slow.took(list(3), 6);
    expect(slow.has(list(2))).toBe(true);
    for (let quick = 1; quick < 20; quick += 1) slow.took(list(3), 4);
    expect(slow.has(list(2))).toBe(true);
    // As one that finds little and much in turn.
    slow.took(list(3), 11);
    for (let quick = 1; quick < 20; quick += 1) slow.took(list(3), 4);
    expect(slow.has(list(2))).toBe(true);
    slow.took(list(3), 4);
    expect(slow.has(list(2))).toBe(false);
  });

  test("stay here in a small file", () => {
    const small = new SlowReads(join(folder.path, "x.db"));
    small.took(ALL, 100);
    expect([small.has(ALL), small.has("SELECT 1")]).toEqual([false, false]);
  });

  test("answer as they would here, as objects and as arrays, and what is committed is seen", async () => {
    expect(await slow.read(ALL, [], false)).toEqual([
      { id: "a", n: 1 },
      { id: "乙", n: null },
    ]);
    writer.exec("INSERT INTO t VALUES ('c', 9007199254740991)");
    expect(await slow.read("SELECT id, n FROM t WHERE n >= ? ORDER BY n", [1], true)).toEqual([
      ["a", 1],
      ["c", 9007199254740991],
    ]);
  });

  test("many at once are each given their own", async () => {
    const numbers = Array.from({ length: 200 }, (_, n) => n);
    const answers = await Promise.all(numbers.map((n) => slow.read("SELECT ? AS n", [n], true)));
    expect(answers).toEqual(numbers.map((n) => [[n]]));
  });

  test("a statement that fails is refused as the driver refuses it; the thread goes on", async () => {
    const error: unknown = await slow.read("SELECT missing FROM t", [], true).catch((caught: unknown) => caught);
    if (!(error instanceof QueryFailedError)) throw error;
    const { code, message } = error.driverError as Error & { code: string };
    expect([code, message, error.query]).toEqual(["SQLITE_ERROR", "no such column: missing", "SELECT missing FROM t"]);
    await expect(slow.read("INSERT INTO t VALUES (1, 1)", [], true)).rejects.toThrow(/return data/);
    expect(await slow.read("SELECT 1", [], true)).toEqual([[1]]);
  });

  test("past so many waiting the next is refused", async () => {
    const asked = Array.from({ length: 300 }, () => slow.read("SELECT 1", [], true));
    const outcomes = await Promise.allSettled(asked);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(256);
    expect(outcomes.at(-1)).toMatchObject({ reason: { code: "OVERLOADED" } });
  });

  test("whoever waits for a thread that ends is refused, and the next has a new one", async () => {
    // So long that it is not answered before the thread is told to end.
    const long =
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) SELECT COUNT(*) FROM n";
    const waiting = slow.read(long, [], true);
    slow[Symbol.dispose]();
    // Asked before the first one is known to have ended.
    const next = slow.read("SELECT 3", [], true);
    await expect(waiting).rejects.toThrow("ended");
    expect(await next).toEqual([[3]]);
    expect(await slow.read("SELECT 2", [], true)).toEqual([[2]]);
  });
});
