import { jsonLine } from "../../src/platform/http/json-line";

describe("a value as answers have it", () => {
  const asBefore = (value: object): Buffer => Buffer.from(`${JSON.stringify(value)}\n`);

  test.each([
    ["of letters, of signs, and of half a sign", { data: { a: "text", b: "合同…", c: "😀 é", d: "\ud83d" } }],
    ["as long as fits in any case", { data: "合".repeat(65_520) }],
    ["longer", { data: "合".repeat(70_000) }],
    ["much longer", { data: "x".repeat(1_000_000) }],
  ])("is JSON and a line feed: %s", (_, value) => {
    expect(jsonLine(value).equals(asBefore(value))).toBe(true);
  });

  test("keeps what it is when the next one is written", () => {
    const [one, other] = [jsonLine({ data: "one".repeat(5_000) }), jsonLine({ data: "other".repeat(5_000) })];
    expect([one, other].map(String)).toEqual(
      ["one", "other"].map((word) => String(asBefore({ data: word.repeat(5_000) }))),
    );
  });
});
