import { data } from "currency-codes";

/**
 * Codes of ISO 4217 that no price is in: no currency (XXX), tests (XTS), metals, bonds and units of account (all X codes but the four
 * of unions of states), and the codes of funds and indexes.
 */
const UNIONS = new Set(["XAF", "XCD", "XOF", "XPF"]);
const FUNDS = new Set(["BOV", "CHE", "CHW", "CLF", "COU", "MXV", "USN", "UYI", "UYW"]);

/** The currencies that can be paid in. */
export const CURRENCIES: ReadonlySet<string> = new Set(
  data.map(({ code }) => code).filter((code) => (code.startsWith("X") ? UNIONS.has(code) : !FUNDS.has(code))),
);
