import type { Title } from "../platform/messages/params";
import { CHINESE_MEANINGS, UNIT_WORDS } from "./house-rule-words.table";
import { HOUSE_RULES, type HouseRule, type HouseRuleUnit } from "./house-rules.table";

/** What a rule means. */
export const titleOfRule = (code: HouseRule): Title => ({
  en: HOUSE_RULES[code][1],
  "zh-CN": CHINESE_MEANINGS[code],
});

/** What a unit is called; one that this version does not know, by its own name. */
export function titleOfUnit(unit: string): Title {
  const [en, zh] = (UNIT_WORDS as Partial<typeof UNIT_WORDS>)[unit as HouseRuleUnit] ?? [unit, unit];
  return { en, "zh-CN": zh };
}
