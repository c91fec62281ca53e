import { formatNumber } from "../text/format";
import { getLanguage } from "../text/language";
import type { HouseRulesQuery } from "./house-rules.generated";

type Numbers = HouseRulesQuery["houseRules"][number]["numbers"];

export const numbersInWords = (numbers: Numbers): string => numbers.map(inWords).join(" · ");

/** A penalty that takes no days is said by its name alone; English separates a number from its unit. */
function inWords({ unit, unitText, value }: Numbers[number]): string {
  if (value === 0 && /^[A-Z_]+$/.test(unit)) return unitText.replace(/[（）]/g, "");
  return `${formatNumber(value, 6)}${getLanguage() === "en" ? " " : ""}${unitText}`;
}
