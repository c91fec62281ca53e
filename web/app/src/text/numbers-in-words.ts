import { formatNumber } from "./format";
import { getLanguage } from "./language";

/** A number of a house rule, with what it counts in the viewer's language. */
interface RuleNumber {
  unit: string;
  unitText: string;
  value: number;
}

export const numbersInWords = (numbers: readonly RuleNumber[]): string => numbers.map(inWords).join(" · ");

/** A penalty that takes no days is said by its name alone; what begins with a bracket is not set off from its number in Chinese. */
function inWords({ unit, unitText, value }: RuleNumber): string {
  if (value === 0 && /^[A-Z_]+$/.test(unit)) return unitText.replace(/[（）]/g, "");
  return `${formatNumber(value, 6)}${getLanguage() === "en" || /^\p{L}/u.test(unitText) ? " " : ""}${unitText}`;
}
