import { decimalsOf } from "../currencies";
import type { Locale } from "../identity/actor";

/**
 * An amount as text, as the pages have it: `¥1,999.00`. With the decimals that the API tells of its currency: Intl leaves out those that are
 * not in use, so that a sum in forints would be a hundred times as much. With a sign that no other currency has, `HK$` and not `$`.
 */
export function moneyText(amount: number, currency: string, locale: Locale): string {
  const digits = decimalsOf(currency);
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    currencyDisplay: signOf(currency, locale),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(amount / 10 ** digits);
}

/** ¥ is the yuan's in both languages; the yen's, which is the same in English, is `JPY` there. */
function signOf(currency: string, locale: Locale): "narrowSymbol" | "symbol" | "code" {
  if (currency === "CNY") return "narrowSymbol";
  return currency === "JPY" && locale === "en" ? "code" : "symbol";
}
