import fc from "fast-check";
import { termsOf, wantedBy } from "../../src/platform/database/text-terms.pure";

const wanted = (text: string) => wantedBy(text).map(({ terms, beginning }) => terms.join("|") + (beginning ? "…" : ""));

test.each<[string, string[]]>([
  ["抖音代运营", ["抖音", "音代", "代运", "运营"]],
  ["直播·短视频", ["直播", "短视", "视频"]],
  ["店", ["店"]],
  ["ＳＥＯ优化２４ｈ", ["seo", "优化", "24h"]],
  ["Café E-Commerce Ltd.", ["cafe", "e", "commerce", "ltd"]],
  ["designs, classes, business, gas", ["design", "classe", "business", "gas"]],
  ["ガラス細工 한국어", ["ガラ", "ラス", "ス細", "細工", "한국", "국어"]],
  ["𠮷野家", ["𠮷野", "野家"]],
  ["x".repeat(100), ["x".repeat(32)]],
  ["🔥！%_'--", []],
])("%s has the terms %j", (text, terms) => expect(termsOf(text)).toEqual(terms));

test("In names and titles single characters are terms, too", () => {
  expect(termsOf("店铺A", true)).toEqual(["店", "铺", "店铺", "a"]);
});

test.each<[string, string[]]>([
  ["代运营", ["代运", "代运|运营", "运营"]],
  ["直播 店", ["直播", "店"]],
  ["deliv in 48 h", ["deliv…", "in", "48", "h"]],
  ["直播直播", ["直播", "直播|播直", "播直|直播"]],
  ["……", []],
])("%s wants %j", (text, parts) => expect(wanted(text)).toEqual(parts));

test("What is wanted counts each character once, and a word as two", () => {
  const size = (text: string) => wantedBy(text).reduce((sum, each) => sum + each.size, 0);
  expect(["直播", "代运营", "店", "logo", "抖音 seo 优化"].map(size)).toEqual([2, 3, 1, 2, 6]);
});

test("Whatever stands in a document is found there, in whatever company", () => {
  const text = fc.string({
    unit: fc.constantFrom(..."抖音代运营店铺直播seo48 ，。·🔥Éé"),
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(text, text, text, (before, text, after) => {
      const terms = new Set(termsOf(`${before}\n${text}\n${after}`, true));
      for (const { terms: any } of wantedBy(text)) expect(any.some((term) => terms.has(term))).toBe(true);
    }),
  );
});
