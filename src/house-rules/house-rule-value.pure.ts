import type { Obstacle } from "../platform/refusal";
import type { Params } from "../platform/messages/params";
import { rangeOf } from "./house-rule-range.table";
import { titleOfUnit } from "./house-rule-titles.pure";
import { HOUSE_RULES, type HouseRule, type HouseRuleUnit } from "./house-rules.table";

interface GivenNumber {
  unit: string;
  value: number;
}

type Wrong = "noSuchUnit" | "unitTwice" | "outOfRange" | "notWhole";

export const isHouseRule = (code: string): code is HouseRule => Object.hasOwn(HOUSE_RULES, code);

/** What is wrong with the numbers given for a rule, each with the field it is in. Units are the rule's own: they never change. */
export function problemsOf(code: HouseRule, numbers: readonly GivenNumber[], field: string): Obstacle[] {
  const units = Object.keys(HOUSE_RULES[code][0]) as HouseRuleUnit[];
  return numbers.flatMap(({ unit, value }, index): Obstacle[] => {
    const wrong = (reason: Wrong, part: string, params: Params = {}): Obstacle[] => [
      { code: "BAD_USER_INPUT", reason: `houseRules.${reason}`, field: `${field}.${index}.${part}`, params },
    ];
    const known = units.find((each) => each === unit);
    if (!known) return wrong("noSuchUnit", "unit", { units: units.map(titleOfUnit) });
    if (numbers.findIndex((each) => each.unit === unit) < index) return wrong("unitTwice", "unit");
    const { least, most, decimals } = rangeOf(code, known);
    if (!(value >= least && value <= most)) return wrong("outOfRange", "value", { least, most });
    return decimals || Number.isInteger(value) ? [] : wrong("notWhole", "value");
  });
}

/** The whole value: numbers that were not given stay. */
export const withNumbers = (
  before: Readonly<Record<string, number>>,
  numbers: readonly GivenNumber[],
): Record<string, number> => ({ ...before, ...Object.fromEntries(numbers.map(({ unit, value }) => [unit, value])) });

export const isSameValue = (a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): boolean =>
  Object.entries(a).every(([unit, value]) => b[unit] === value);
