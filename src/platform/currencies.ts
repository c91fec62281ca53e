import { data } from "currency-codes";

/**
 * Codes of ISO 4217 that no price is in: no currency (XXX), tests (XTS), metals, bonds and units of account (all X codes but the four
 * of unions of states), and the codes of funds and indexes.
 */
const UNIONS = new Set(["XAF", "XCD", "XOF", "XPF"]);
const FUNDS = new Set(["BOV", "CHE", "CHW", "CLF", "COU", "MXV", "USN", "UYI", "UYW"]);

const DIGITS: ReadonlyMap<string, number> = new Map(data.map(({ code, digits }) => [code, digits]));

/** How many decimals the currency has: by how many places its smallest unit is smaller than the unit that prices are written in. */
export function decimalsOf(currency: string): number {
  const digits = DIGITS.get(currency);
  if (digits === undefined) throw new Error(`${currency} is no currency of ISO 4217`);
  return digits;
}

/** The currencies that can be paid in. */
export const CURRENCIES: ReadonlySet<string> = new Set(
  data.map(({ code }) => code).filter((code) => (code.startsWith("X") ? UNIONS.has(code) : !FUNDS.has(code))),
);
