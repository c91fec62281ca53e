import { PolicyValue } from "../../src/house-rules/policy-value.entity";
import { Penalty } from "../../src/adjudication/penalties/penalty.entity";
import { WaitingWrites } from "../../src/platform/database/waiting-writes";

const rule = (id: string): Partial<PolicyValue> => ({ id, code: id, effectiveFrom: 1, value: { n: 1 } });

let writes: WaitingWrites;

beforeEach(() => {
  writes = new WaitingWrites();
});

const begins = (): string[] => writes.take().map(({ sql }) => sql.split(" ").slice(0, 3).join(" "));

test("what becomes of a row that waits to be inserted is inserted with it", () => {
  writes.insert(PolicyValue, [rule("pol_1")]);
  writes.insert(Penalty, [{ id: "pen_1", status: "ACTIVE" }]);
  writes.update(PolicyValue, "pol_1", { effectiveFrom: 7 });
  writes.execute({ sql: "DELETE FROM case_timer WHERE id = ?", params: ["tmr_1"] });
  writes.update(Penalty, "pen_1", { status: "SUPERSEDED", supersededById: "pen_2" });
  const [first, second, third, ...others] = writes.take();
  expect(first?.params).toEqual(["pol_1", "pol_1", 7, '{"n":1}']);
  expect(second).toEqual({
    sql: "INSERT INTO penalty (id, status, superseded_by_id) VALUES (?, ?, ?)",
    params: ["pen_1", "SUPERSEDED", "pen_2"],
  });
  expect(third?.sql).toMatch(/^DELETE FROM case_timer/);
  expect(others).toEqual([]);
});

test("once something else is done to their table, rows are inserted as they were until then", () => {
  for (const doSomething of [
    () => writes.execute({ sql: "INSERT INTO text_term (term) SELECT code FROM policy_value", params: [] }),
    () => writes.update(PolicyValue, "pol_other", { effectiveFrom: 3 }),
  ]) {
    writes.insert(PolicyValue, [rule("pol_1")]);
    doSomething();
    writes.update(PolicyValue, "pol_1", { effectiveFrom: 7, code: "other" });
    const [first, , third, ...others] = writes.take();
    expect(first?.params).toEqual(["pol_1", "pol_1", 1, '{"n":1}']);
    expect(third?.params).toEqual(["other", 7, "pol_1"]);
    expect(others).toEqual([]);
  }
});

test("a row names another one only once that one may be there", () => {
  writes.insert(Penalty, [{ id: "pen_1", status: "ACTIVE" }]);
  writes.update(Penalty, "pen_1", { listingId: "lst_1" });
  expect(begins()).toEqual(["INSERT INTO penalty", "UPDATE penalty SET"]);
});

test("of several rows none is given a value that only another one was to have", () => {
  writes.insert(Penalty, [{ id: "pen_1" }, { id: "pen_2", status: "ACTIVE" }]);
  writes.update(Penalty, "pen_2", { status: "STAYED" });
  writes.update(Penalty, "pen_1", { step: 2 });
  expect(writes.take()).toEqual([
    { sql: "INSERT INTO penalty (id, status) VALUES (?, ?), (?, ?)", params: ["pen_1", null, "pen_2", "STAYED"] },
    { sql: "UPDATE penalty SET step = ? WHERE id = ?", params: [2, "pen_1"] },
  ]);
});

test("what is null in all rows is not sent, but where it must not be null", () => {
  writes.insert(Penalty, [
    { id: "pen_1", status: "ACTIVE", listingId: null, supersededById: null },
    { id: "pen_2", status: "ACTIVE", listingId: "lst_1", supersededById: null },
  ]);
  writes.update(Penalty, "pen_1", { startsAt: null });
  writes.insert(PolicyValue, [{ id: "pol_1", code: null as unknown as string, value: { n: 1 } }]);
  expect(writes.take()).toEqual([
    {
      sql: "INSERT INTO penalty (id, listing_id, status) VALUES (?, ?, ?), (?, ?, ?)",
      params: ["pen_1", null, "ACTIVE", "pen_2", "lst_1", "ACTIVE"],
    },
    { sql: "UPDATE penalty SET starts_at = ? WHERE id = ?", params: [null, "pen_1"] },
    { sql: "INSERT INTO policy_value (id, code, value) VALUES (?, ?, ?)", params: ["pol_1", null, '{"n":1}'] },
  ]);
});

test("what is added to a row is written with whatever waits for it, and only then", () => {
  writes.update(PolicyValue, "pol_1", { effectiveFrom: 7 });
  writes.execute({ sql: "DELETE FROM case_timer", params: [] });
  expect(writes.addTo(PolicyValue, "pol_1", { code: "other" })).toBe(true);
  expect(writes.addTo(PolicyValue, "pol_2", { code: "other" })).toBe(false);
  expect(writes.take()[0]?.params).toEqual(["other", 7, "pol_1"]);
  expect(writes.addTo(PolicyValue, "pol_1", { code: "other" })).toBe(false);
});
