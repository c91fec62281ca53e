import { MESSAGES } from "../../../src/app/messages";
import {
  kindsWith,
  MARKET_RESTRICTIONS,
  measureOf,
  PENALTY_KINDS,
  RESTRICTION_KINDS,
} from "../../../src/house-rules/measures.table";

describe.each([
  ["English", MESSAGES.en],
  ["Chinese", MESSAGES["zh-CN"]],
])("in %s", (_, messages) => {
  test("every kind of penalty has a name", () => {
    expect(PENALTY_KINDS.filter((kind) => !(`penaltyKind.${kind}` in messages))).toEqual([]);
  });

  test("whoever is kept from ordering or selling reads why", () => {
    const refusing = kindsWith("restricts", ["NEW_LISTINGS", "ORDERS", "TRADE", "COOPERATION"]);
    expect(refusing.filter((kind) => !(`restricted.${kind}` in messages))).toEqual([]);
  });
});

test("what restricts more stands further down: the gravity of a kind and its rung on the ladder agree", () => {
  const rungs = RESTRICTION_KINDS.map((kind) =>
    MARKET_RESTRICTIONS.findIndex((one) => one === measureOf(kind).restricts),
  );
  expect(rungs).toEqual([...rungs].sort());
  expect(new Set(rungs).size).toBe(MARKET_RESTRICTIONS.length);
});

test("what needs another person's word never acts before the ruling is final", () => {
  expect(PENALTY_KINDS.filter((kind) => measureOf(kind).approval && measureOf(kind).acts !== "WHEN_FINAL")).toEqual([]);
});
