import { allOf, join, list, passing, raw, sql, type Condition } from "../../src/platform/database/sql";

test("a value becomes a parameter, whatever it says; a piece is taken in with its own", () => {
  const inner = sql`t.title = ${"x' OR '1' = '1"} AND t.gone_at IS ${null}`;
  const outer = sql`SELECT ${raw("t.id")} FROM listing t WHERE t.price > ${5} AND (${inner}) LIMIT ${21}`;
  expect(outer.text).toBe("SELECT t.id FROM listing t WHERE t.price > ? AND (t.title = ? AND t.gone_at IS ?) LIMIT ?");
  expect(outer.params).toEqual([5, "x' OR '1' = '1", null, 21]);
});

test("a list has a place for each value, and nothing is in an empty one", () => {
  expect(sql`id IN (${list(["a", "b"])})`).toMatchObject({ text: "id IN (?, ?)", params: ["a", "b"] });
  expect(sql`id IN (${list([])})`).toMatchObject({ text: "id IN (NULL)", params: [] });
});

test("of conditions those hold that are given", () => {
  const [none, zero, empty]: [string | null, number, string] = [null, 0, ""];
  const asked: Condition[] = [
    sql`a = ${1}`,
    none && sql`b = ${none}`,
    zero && sql`c = ${zero}`,
    empty && sql`d = ${empty}`,
    false,
  ];
  expect(allOf([...asked, sql`e = ${2}`])).toMatchObject({ text: "a = ? AND e = ?", params: [1, 2] });
  expect(allOf([undefined])).toMatchObject({ text: "1 = 1", params: [] });
  expect(join([sql`a = ${1}`, sql`b = ${2}`], " OR ")).toMatchObject({ text: "a = ? OR b = ?", params: [1, 2] });
});

test("what holds for a moment is sent, and does not tell one SQL from another", () => {
  const due = (now: number, owner: string) => sql`t.owner_id = ${owner} AND t.due_at <= ${passing(now)}`;
  expect(due(5, "acc_1").params).toEqual(["acc_1", 5]);
  expect(due(6, "acc_1").particulars).toEqual(due(5, "acc_1").particulars);
  expect(due(5, "acc_2").particulars).not.toEqual(due(5, "acc_1").particulars);
  expect(sql`number <= ${passing(17, "2026")}`).toMatchObject({ params: [17], particulars: ["2026"] });
});
