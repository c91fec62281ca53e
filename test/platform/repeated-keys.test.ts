import { repeatsKey } from "../../src/platform/http/repeated-keys";

test.each([
  ['{"a":1,"a":2}', true],
  ['{"a":1,"\\u0061" :2}', true],
  ['{"a":{"a":1},"b":["a","a"]}', false],
  ['{"a":"\\"a\\":1,","b":1}', false],
  ['{"a":1,"a', false],
])("%s has a key twice: %s", (json, twice) => expect(repeatsKey(json)).toBe(twice));

test("a text of strings that do not end is read like any other", () => {
  for (const piece of ['\\"', '"\\']) expect(repeatsKey(`"${piece.repeat(500_000)}`)).toBe(false);
});
