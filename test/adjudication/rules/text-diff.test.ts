import fc from "fast-check";
import { diffLines } from "../../../src/adjudication/rules/text-diff.pure";

const sideOf = (before: string, after: string, dropped: "ADDED" | "REMOVED"): string =>
  diffLines(before, after)
    .filter(({ change }) => change !== dropped)
    .map(({ line }) => line)
    .join("\n");

const text = fc
  .array(fc.constantFrom("a", "b", "c", ""), { minLength: 1, maxLength: 12 })
  .map((lines) => lines.join("\n"));

test("both texts can be read off it, whatever they are", () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(sideOf(before, after, "ADDED")).toBe(before);
      expect(sideOf(before, after, "REMOVED")).toBe(after);
    }),
  );
});

test("no line is told as changed when nothing changed", () => {
  fc.assert(fc.property(text, (same) => diffLines(same, same).every(({ change }) => change === "SAME")));
});

test("keeps as many lines as can be kept", () => {
  expect(diffLines("one\ntwo\nthree\nfour", "zero\ntwo\nfour\nfive")).toEqual([
    { change: "REMOVED", line: "one" },
    { change: "ADDED", line: "zero" },
    { change: "SAME", line: "two" },
    { change: "REMOVED", line: "three" },
    { change: "SAME", line: "four" },
    { change: "ADDED", line: "five" },
  ]);
});

test("a text of thousands of short lines is told as replaced, not compared for minutes", () => {
  const lines = (word: string) => Array.from({ length: 5_000 }, (_, index) => `${word}${index}`).join("\n");
  const told = diffLines(`head\n${lines("a")}\ntail`, `head\n${lines("b")}\ntail`);
  expect(told).toHaveLength(10_002);
  expect([told[0], told.at(-1)].map((line) => line?.change)).toEqual(["SAME", "SAME"]);
});
