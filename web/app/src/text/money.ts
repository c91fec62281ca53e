import { keptFormat } from "./kept-formats";

export interface MoneyLike {
  amount: number;
  currency: string;
}

/** By ISO 4217, as in the API; of all others that can be paid in, two. Intl leaves out those that are not in use. */
const DIGITS: Readonly<Record<string, number>> = Object.fromEntries([
  ...[
    "BIF",
    "CLP",
    "DJF",
    "GNF",
    "ISK",
    "JPY",
    "KMF",
    "KRW",
    "PYG",
    "RWF",
    "UGX",
    "VND",
    "VUV",
    "XAF",
    "XOF",
    "XPF",
  ].map((currency) => [currency, 0] as const),
  ...["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"].map((currency) => [currency, 3] as const),
]);

/** How many digits its smallest unit takes. */
export const digitsOf = (currency: string): number => DIGITS[currency] ?? 2;

/** With a sign that no other currency has: ¥ is the yuan's, and the yen's, which is the same in English, is `JPY` there. */
export function moneyFormat(language: string, currency: string): Intl.NumberFormat {
  const digits = digitsOf(currency);
  const sign = currency === "CNY" ? "narrowSymbol" : currency === "JPY" && language === "en" ? "code" : "symbol";
  const make = () =>
    new Intl.NumberFormat(language, {
      style: "currency",
      currency,
      currencyDisplay: sign,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
  return keptFormat(`${language} ${currency}`, make);
}

/** What people write before or after an amount of this currency: also the short sign that others have, too. */
function unitsOf(currency: string): string[] {
  const signs = ["en", "zh-CN"].flatMap((language) =>
    (["symbol", "narrowSymbol"] as const).map((currencyDisplay) =>
      new Intl.NumberFormat(language, { style: "currency", currency, currencyDisplay })
        .formatToParts(0)
        .find(({ type }) => type === "currency"),
    ),
  );
  const units = [
    currency,
    ...signs.map((sign) => sign?.value ?? currency),
    ...(currency === "CNY" ? ["人民币", "元", "RMB"] : []),
  ];
  return [...new Set(units.map(bareOf))];
}

const bareOf = (text: string): string => text.normalize("NFKC").replace(/\s/g, "").toUpperCase();

/**
 * Parses `199`, `1,999.50`, `¥199` or `１９９元` into the currency's smallest unit; null if it is not an amount. A comma stands
 * between groups of three digits only: whoever writes decimals after one must not pay a hundred times as much.
 */
export function parseMoney(typed: string, currency: string): number | null {
  const digits = digitsOf(currency);
  let bare = bareOf(typed);
  for (const unit of unitsOf(currency)) {
    if (bare.startsWith(unit)) bare = bare.slice(unit.length);
    else if (bare.endsWith(unit)) bare = bare.slice(0, -unit.length);
  }
  const match = /^(\d{1,13}|\d{1,3}(?:,\d{3}){1,4})(?:\.(\d+))?$/.exec(bare);
  if (!match || (match[2]?.length ?? 0) > digits) return null;
  return Number((match[1] ?? "").replaceAll(",", "") + (match[2] ?? "").padEnd(digits, "0"));
}

/** An amount in the form in which it is typed. */
export const editableMoney = ({ amount, currency }: MoneyLike): string =>
  (amount / 10 ** digitsOf(currency)).toFixed(digitsOf(currency)).replace(/\.0+$/, "");

/** As exact as an amount of this currency can be. */
export const exampleIn = (currency: string): string =>
  digitsOf(currency) === 0 ? "1,999" : (199.5).toFixed(digitsOf(currency));
