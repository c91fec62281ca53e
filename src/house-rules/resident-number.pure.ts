const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const DIGITS = "10X98765432";

/** The 18th character of a resident identity number (居民身份证号码), from the 17 digits before it. Source: GB 11643-1999, ISO 7064 MOD 11-2. */
export function residentDigit(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(first17[place]), 0);
  return DIGITS[sum % 11] ?? "";
}

/** Whether it is one: a province's code, 17 digits, and the right check character. Credit codes of businesses begin with 9. */
export const isResidentNumber = (number: string): boolean =>
  /^[1-8]\d{16}[\dX]$/.test(number) && residentDigit(number.slice(0, 17)) === number[17];
