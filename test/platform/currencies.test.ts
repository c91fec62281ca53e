import { CURRENCIES, decimalsOf } from "../../src/platform/currencies";
import { MoneyResolver } from "../../src/platform/graphql/money";

test("money says how many decimals its currency has", () => {
  const of = (currency: string): number => new MoneyResolver().decimals({ amount: 19_900, currency });
  expect(["CNY", "JPY", "KWD", "XAF"].map(of)).toEqual([2, 0, 3, 0]);
  for (const currency of CURRENCIES) expect(of(currency)).toBeGreaterThanOrEqual(0);
});

test("of what is no currency nobody guesses them", () => {
  expect(() => decimalsOf("cny")).toThrow("no currency");
  expect(() => decimalsOf("")).toThrow("no currency");
});
