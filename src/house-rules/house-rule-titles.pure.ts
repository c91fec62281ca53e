import type { Title } from "../platform/messages/params";
import { CHINESE_MEANINGS, UNIT_WORDS } from "./house-rule-words.table";
import { HOUSE_RULES, type HouseRule, type HouseRuleUnit } from "./house-rules.table";

/** What a rule means. */
export const titleOfRule = (code: HouseRule): Title => ({
  en: HOUSE_RULES[code][1],
  "zh-CN": CHINESE_MEANINGS[code],
});

/** What a unit is called, behind the number of it; one that this version does not know, by its own name. */
export function titleOfUnit(unit: string, number?: number): Title {
  const [en, zh, ofOne = en] = (UNIT_WORDS as Partial<typeof UNIT_WORDS>)[unit as HouseRuleUnit] ?? [unit, unit];
  return { en: number === 1 ? ofOne : en, "zh-CN": zh };
}
