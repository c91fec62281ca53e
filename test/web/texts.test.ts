import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { languageOf } from "../../web/app/src/text/language-of";

/** As much of a browser as the texts take. */
function inBrowserOf(language: string): void {
  Object.assign(globalThis, { localStorage: { getItem: () => language }, addEventListener: () => undefined });
}
afterAll(() => {
  for (const name of ["localStorage", "addEventListener"]) Reflect.deleteProperty(globalThis, name);
});

test("what people write is in their language, whichever the page is in; names and codes do not change a sentence", () => {
  const zh = "付款后五天才收到初稿。";
  expect([languageOf(zh, "en"), languageOf(zh, "zh-CN")]).toEqual(["zh-CN", "zh-CN"]);
  expect([languageOf("Tom Baker", "zh-CN"), languageOf("Tom Baker", "en")]).toEqual(["en", "en"]);
  expect(languageOf("初稿 PSD 文件", "en")).toBe("zh-CN");
  expect(languageOf("The platform waits for information from 李娜.", "en")).toBe("en");
  expect(languageOf("等待 Anna Keller 的答复", "zh-CN")).toBe("zh-CN");
  for (const neutral of ["¥1,999.00", "R-2026-000041", "72 h", ""])
    expect([languageOf(neutral, "en"), languageOf(neutral, "zh-CN")]).toEqual([null, null]);
  // A code is no other language.
  expect([languageOf("AFTERSALES-1", "en"), languageOf("AFTERSALES-1", "zh-CN")]).toEqual(["en", null]);
});

test("midnight begins a day, in English too", () => {
  for (const language of ["en", "zh-CN"]) {
    jest.resetModules();
    inBrowserOf(language);
    const { formatClock, formatTime } = jest.requireActual<typeof import("../../web/app/src/text/format")>(
      "../../web/app/src/text/format",
    );
    const midnight = new Date(2026, 10, 30).toISOString();
    expect([formatClock(midnight), formatTime(midnight)]).toEqual(["00:00", expect.stringMatching(/30.*\b00:00$/)]);
  }
});

test("what a page counts agrees with its number", () => {
  jest.resetModules();
  inBrowserOf("en");
  const { defineText, say } =
    jest.requireActual<typeof import("../../web/app/src/text/said")>("../../web/app/src/text/said");
  const room = defineText("counted", {
    en: { points: "{{points, counted(one: point counts; other: points count)}}." },
    zh: { points: "{{points}} 分。" },
  });
  const said = ["1", "+1", "−1", "2", "1.5", "1,001"].map((points) => say(room, "points", { points }));
  expect(said).toEqual([
    "1 point counts.",
    "+1 point counts.",
    "−1 point counts.",
    "2 points count.",
    ...said.slice(4),
  ]);
  expect(said.slice(4)).toEqual(["1.5 points count.", "1,001 points count."]);

  // A name is followed by what somebody does.
  const plural =
    /\{\{ ?(?!name|kind|provider|consumer|ms\b|agreed)\w+ ?\}\} (?!of |in |at |is |has |was )([a-z]+ )?[a-z]*[^aius\W]s\b/i;
  expect(linesOfPages((line) => plural.test(line) && !/_(?:one|other): /.test(line))).toEqual([]);
});

/** Lines of the pages' sources. */
const linesOfPages = (isMeant: (line: string) => boolean): string[] =>
  readdirSync(join(__dirname, "../../web/app/src"), { recursive: true, withFileTypes: true })
    .filter(({ name }) => /(?<!generated)\.tsx?$/.test(name))
    .flatMap(({ parentPath, name }) =>
      readFileSync(join(parentPath, name), "utf8")
        .split("\n")
        .filter(isMeant)
        .map((line) => `${name}: ${line.trim()}`),
    );

test("what is put together on a page has the marks of its language: none is written between two values in the code", () => {
  const value = String.raw`\{(?:[^{}\n]|\{[^{}\n]*\})*\}`;
  const wrong = [
    // In a string: `${name}: ${sum}`. `colon`, `comma` and `inBrackets` of text/format.ts say it in both languages.
    new RegExp(String.raw`\$${value}(?:[:,;!?] | \()|join\("[,;:] "\)`),
    // Among elements: {name}: <b>, {name} ({more})
    new RegExp(String.raw`(?:^\s*|>|\} )(?=\{\S)${value}(?<=\S\})(?:[:,;!?](?: [<{]|<|$)| ?\((?:$|[{<]))`),
    />\(\{\w/,
    // Of a Chinese text itself.
    /[\u4e00-\u9fff）》](?:[:,;!(]|\?["`<])/,
    // One that a value follows has no sign at its end: a space would come after it. `colon` stands between them.
    /[^"]：["`]/,
  ];
  expect(linesOfPages((line) => wrong.some((each) => each.test(line)))).toEqual([]);
});
