import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { MESSAGES } from "../../src/app/messages";

const SRC = join(__dirname, "../../src");
const districts = readdirSync(SRC).filter((district) => existsSync(join(SRC, district, "messages/en.json")));

const keysOf = (district: string, locale: string): string[] =>
  Object.keys(JSON.parse(readFileSync(join(SRC, district, `messages/${locale}.json`), "utf8")) as object);

/** What each language says apart from `_one` and `_other`, which Chinese has no need of. */
const said = (keys: string[]): string[] => [...new Set(keys.map((key) => key.replace(/_(one|other)$/, "")))].sort();

test("each district says the same in both languages", () => {
  for (const district of districts) expect(said(keysOf(district, "zh-CN"))).toEqual(said(keysOf(district, "en")));
});

test.each(["en", "zh-CN"] as const)("no two districts say something under the same key: %s", (locale) => {
  const keys = districts.flatMap((district) => keysOf(district, locale));
  expect(Object.keys(MESSAGES[locale]).sort()).toEqual(keys.sort());
});
