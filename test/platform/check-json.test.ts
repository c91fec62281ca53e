import { checkJson } from "../../src/platform/http/check-json";

test.each([
  ['{"a":1,"a":2}', true],
  ['{"a":1,"\\u0061" :2}', true],
  ['{"a":{"a":1},"b":["a","a"]}', false],
  ['{"a":"\\"a\\":1,","b":1}', false],
  ['{"a":1,"a', false],
])("%s has a key twice: %s", (json, twice) => {
  if (twice) expect(() => checkJson(json)).toThrow("body.repeatedKey");
  else checkJson(json);
});

test.each([
  ["lists", "[", "]"],
  ["objects", '{"a":', "}"],
  ["both", '[{"a":', "}]"],
])("%s may lie in each other, but not without end", (_, open, close) => {
  const deep = (times: number): string => `${open.repeat(times)}1${close.repeat(times)}`;
  checkJson(deep(50));
  checkJson(`[${Array(1_000).fill(deep(20)).join(",")}, "${"[{".repeat(1_000)}"]`);
  expect(() => checkJson(deep(101))).toThrow("body.tooDeep");
});

test("a text of strings that do not end is read like any other", () => {
  for (const piece of ['\\"', '"\\']) checkJson(`"${piece.repeat(500_000)}`);
});
