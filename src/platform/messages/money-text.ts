import type { Locale } from "../identity/actor";

/** An amount as text, with the currency's own decimals and its short sign, as the pages have it: `¥1,999.00`. */
export function moneyText(amount: number, currency: string, locale: Locale): string {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol" });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amount / 10 ** digits);
}
