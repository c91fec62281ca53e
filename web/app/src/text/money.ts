export interface MoneyLike {
  amount: number;
  currency: string;
}

/** How many digits its smallest unit takes. */
export const digitsOf = (currency: string): number =>
  new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;

export const moneyFormat = (language: string, currency: string): Intl.NumberFormat =>
  new Intl.NumberFormat(language, { style: "currency", currency, currencyDisplay: "narrowSymbol" });

/** What people write before or after an amount of this currency. */
function unitsOf(currency: string): string[] {
  const symbol = moneyFormat("en", currency)
    .formatToParts(0)
    .find(({ type }) => type === "currency");
  return [currency, symbol?.value ?? currency, ...(currency === "CNY" ? ["人民币", "元", "RMB"] : [])];
}

/**
 * Parses `199`, `1,999.50`, `¥199` or `１９９元` into the currency's smallest unit; null if it is not an amount. A comma stands
 * between groups of three digits only: whoever writes decimals after one must not pay a hundred times as much.
 */
export function parseMoney(typed: string, currency: string): number | null {
  const digits = digitsOf(currency);
  let bare = typed.normalize("NFKC").replace(/\s/g, "");
  for (const unit of unitsOf(currency)) {
    if (bare.toUpperCase().startsWith(unit)) bare = bare.slice(unit.length);
    else if (bare.toUpperCase().endsWith(unit)) bare = bare.slice(0, -unit.length);
  }
  const match = /^(\d{1,13}|\d{1,3}(?:,\d{3}){1,4})(?:\.(\d+))?$/.exec(bare);
  if (!match || (match[2]?.length ?? 0) > digits) return null;
  return Number((match[1] ?? "").replaceAll(",", "") + (match[2] ?? "").padEnd(digits, "0"));
}

/** An amount in the form in which it is typed. */
export const editableMoney = ({ amount, currency }: MoneyLike): string =>
  (amount / 10 ** digitsOf(currency)).toFixed(digitsOf(currency)).replace(/\.0+$/, "");
