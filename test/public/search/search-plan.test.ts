import { MOST_TERMS, weightsOf } from "../../../src/public/search/relevance.pure";
import { plansFor, type KnownTerm } from "../../../src/public/search/search-plan.pure";
import { wantedBy } from "../../../src/platform/database/text-terms.pure";
import { addTo } from "../../../src/platform/grouping.pure";

/** The index knows these terms, each in so many of a thousand documents; `deliv*` stands for a longer word. */
function plans(text: string, counts: Record<string, number>) {
  const known = new Map<string, KnownTerm[]>();
  Object.entries(counts).forEach(([term, documents], id) => {
    const word = term.split("*")[0] ?? "";
    addTo(known, word, { id, term, documents });
  });
  return plansFor(wantedBy(text), known, 1_000);
}

test("First all that is wanted, beginning with the rarest of it; then, if nothing has all, enough of it", () => {
  const [all, enough, ...more] = plans("抖音代运营", { 抖音: 300, 音代: 5, 代运: 80, 运营: 200 });
  // 代 is in 音代 or 代运: of no other character so few documents must be looked at.
  expect(all).toMatchObject({ from: [1, 2], least: 5 });
  expect(enough).toMatchObject({ least: 2 });
  expect(more).toEqual([]);
});

test("What the index does not know cannot be there: only the other plans are left, and none when most is unknown", () => {
  expect(plans("商标转让", { 商标: 20 })).toMatchObject([{ least: 2, from: [0] }]);
  expect(plans("量子计算机", { 计算: 3 })).toEqual([]);
  expect(plans("商标", {})).toEqual([]);
  // Of a whole sentence a word will do.
  expect(plans("想找个人帮我做直播间", { 直播: 50, 播间: 10 }).map(({ least }) => least)).toEqual([3]);
});

test("Rare terms are worth more than common ones, words that only begin so less than the word itself", () => {
  const [plan] = plans("logo deliv", { logo: 10, deliv: 10, "deliv*ery": 0, "deliv*er": 0 });
  const worth = new Map(plan?.terms.map(([id, each]) => [id, each]));
  expect(worth.get(2)).toBe(Math.round((worth.get(1) ?? 0) * 0.6));
  const [common] = plans("logo", { logo: 900 });
  expect(common?.terms[0]?.[1]).toBeLessThan(worth.get(0) ?? 0);
  const [everywhere] = plans("logo", { logo: 1_000 });
  expect(everywhere?.terms[0]?.[1]).toBe(1);
});

test("A text of any length is looked for by a dozen terms at most, the rarest", () => {
  const text = Array.from({ length: 40 }, (_, n) => `w${n}x`).join(" ");
  const [plan] = plans(text, Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`w${n}x`, 500 - n])));
  expect(plan?.terms.map(([id]) => id).sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, n) => 28 + n));
  expect(plan?.from).toEqual([39]);
});

describe("What a document says", () => {
  const title = { worth: 10, usual: 20 };
  const description = { worth: 2, usual: 60 };
  test("counts most in its title, more in a short one, and no more for being said again and again", () => {
    const inTitle = weightsOf([{ text: "直播代运营", ...title }]).get("直播") ?? 0;
    const inLongTitle =
      weightsOf([{ text: "直播代运营，短视频拍摄，店铺装修，客服外包，商标注册", ...title }]).get("直播") ?? 0;
    const stuffed = weightsOf([{ text: "直播，".repeat(300), ...description }]).get("直播") ?? 0;
    expect(inTitle).toBeGreaterThan(inLongTitle);
    expect(inLongTitle).toBeGreaterThan(stuffed);
  });

  test("is bounded: the beginning of each text, the heaviest terms", () => {
    const words = Array.from({ length: 500 }, (_, n) => `a${n}`).join(" ");
    const more = Array.from({ length: 500 }, (_, n) => `b${n}`).join(" ");
    const weights = weightsOf([
      { text: words, ...description },
      { text: more, ...title },
      { text: more.replaceAll("b", "c"), ...title },
    ]);
    expect(weights.size).toBeLessThanOrEqual(MOST_TERMS);
    expect(weights.has("b0")).toBe(true);
    expect(weights.has("b499")).toBe(false);
  });
});
