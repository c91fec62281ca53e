import type { Reader } from "../platform/database/reader";
import type { Locale } from "../platform/identity/actor";
import { titleOfRule, titleOfUnit } from "./house-rule-titles.pure";
import { subjectOf } from "./house-rule-subject.pure";
import type { HouseRuleInForce, HouseRuleNumber } from "./house-rule.types";
import { HOUSE_RULES, type HouseRule } from "./house-rules.table";
import { PolicyValue } from "./policy-value.entity";

const CODES = Object.keys(HOUSE_RULES) as HouseRule[];

/** In the order of the table; what this version no longer reads is not shown. */
export async function houseRulesAt(reader: Reader, at: number, locale: Locale): Promise<HouseRuleInForce[]> {
  const values = await reader.find(PolicyValue, {}, "ORDER BY effective_from");
  return CODES.flatMap((code) => {
    const ofCode = values.filter((value) => value.code === code);
    // The first values are in force from time 0; queries for earlier times find them, too.
    const current = ofCode.filter(({ effectiveFrom }) => effectiveFrom <= Math.max(at, 0)).at(-1);
    if (!current) return [];
    const next = ofCode[ofCode.indexOf(current) + 1];
    return [
      {
        code,
        subject: subjectOf(code),
        meaning: titleOfRule(code)[locale],
        numbers: inWords(current.value, locale),
        since: current.effectiveFrom || null,
        until: next?.effectiveFrom ?? null,
      },
    ];
  });
}

export const inWords = (value: PolicyValue["value"], locale: Locale): HouseRuleNumber[] =>
  Object.entries(value).map(([unit, number]) => ({ unit, unitText: titleOfUnit(unit, number)[locale], value: number }));
