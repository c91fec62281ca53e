import { numbersInWords } from "../text/numbers-in-words";
import { HouseTimesDocument } from "./house-times.generated";
import { useRead } from "./use-read";

/** How long a house rule gives, in words; null until the rules are read. */
export function useHouseTimes({ pause = false } = {}): (code: string) => string | null {
  const { data } = useRead(HouseTimesDocument, {}, { pause });
  return (code) => {
    const rule = data?.houseRules.find((one) => one.code === code);
    return rule ? numbersInWords(rule.numbers) : null;
  };
}
