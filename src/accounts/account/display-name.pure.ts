/** Words reserved for the platform: people read the name beside a message and trust it. */
const WORDS = ["platform", "official", "support", "admin", "moderator", "helpdesk", "customerservice"];
/** Our brand: not allowed anywhere in a name, not even as a part of a word. */
const BRAND = "redress";
/** Does not match "Andre Dressler". */
const BRAND_IN_PIECES = new RegExp(`(?<![a-z])${[...BRAND].join("[^a-z]*")}(?![a-z])`);
const CHINESE =
  /官方|客服|平台|平臺|管理[员員]|审核[员員]|審核[员員]|工作人[员員]|仲裁[员員]|巡查[员員]|系统消息|系统通知/u;

/** Letters of other scripts, and symbols, that look like these Latin letters. */
const LOOKALIKES: Record<string, string> = {
  a: "аαɑ4@ᴀ",
  c: "сϲⅽ",
  d: "ԁɗ",
  e: "еєεҽ3ᴇ",
  f: "ƒғ",
  h: "һн",
  i: "іιɩı1!|ӏ",
  k: "кκ",
  l: "ⅼǀ",
  m: "мⅿ",
  n: "ոпη",
  o: "оοσօ0",
  p: "рρ",
  r: "гʀᴦ",
  s: "ѕꜱ5$",
  t: "тτ7ᴛ",
  u: "υսᴜ",
  v: "νѵ",
  w: "ԝω",
};
const LATIN = new Map(Object.entries(LOOKALIKES).flatMap(([latin, alike]) => [...alike].map((sign) => [sign, latin])));

/** Drops marks and zero-width characters, and maps look-alikes to one letter. */
const seen = (name: string): string =>
  [
    ...name
      .normalize("NFKC")
      .toLowerCase()
      .normalize("NFKD")
      .replace(/[\p{M}\p{Cf}]/gu, ""),
  ]
    .map((sign) => LATIN.get(sign) ?? sign)
    .join("");

/**
 * Whether a name looks like an official name of the platform. A word counts when it begins or ends a word of the name: "AdminTeam" does, "Badminton"
 * does not. "l" and "i" are one letter here.
 */
export function pretendsToBePlatform(name: string): boolean {
  if (CHINESE.test(name.normalize("NFKC").replace(/[\p{Z}\p{P}\p{S}\p{Cf}\p{M}]/gu, ""))) return true;
  const read = seen(name).replaceAll("l", "i");
  const together = read.replace(/[^a-z]/g, "");
  const parts = read.split(/[^a-z]+/).filter(Boolean);
  if (parts.some((part) => part.includes(BRAND)) || BRAND_IN_PIECES.test(read)) return true;
  // "s u p p o r t" is one word, "customer service" too.
  const words = parts.every((part) => part.length <= 2) ? [together] : [...parts, together];
  return WORDS.map((word) => word.replaceAll("l", "i")).some((word) =>
    words.some((each) => each.startsWith(word) || each.endsWith(word)),
  );
}
