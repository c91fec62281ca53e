/** The alphabet of the unified social credit code, without letters that look like digits. Source: GB 32100-2015. */
const CREDIT_CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/** The 18th character of a unified social credit code (统一社会信用代码), from the 17 before it; null when one of them is not allowed in it. */
export function creditCodeDigit(first17: string): string | null {
  const values = [...first17].map((character) => CREDIT_CODE.indexOf(character));
  if (values.length !== 17 || values.includes(-1)) return null;
  let weight = 1;
  let sum = 0;
  for (const value of values) {
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return CREDIT_CODE[(31 - (sum % 31)) % 31] ?? null;
}

export type Form = "RIGHT" | "WRONG" | "UNKNOWN";

/** Whether a licence's folded number is a credit code with a correct check digit. UNKNOWN when it does not look like one. */
export function creditCodeForm(number: string): Form {
  if (!/^[0-9A-Z]{18}$/.test(number)) return "UNKNOWN";
  return creditCodeDigit(number.slice(0, 17)) === number[17] ? "RIGHT" : "WRONG";
}
