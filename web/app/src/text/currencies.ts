/** The currencies that shops here are likely to use; the server accepts any of ISO 4217. */
export const CURRENCY_OPTIONS: readonly { value: string; label: string }[] = [
  "CNY",
  "HKD",
  "TWD",
  "USD",
  "EUR",
  "GBP",
  "JPY",
].map((value) => ({
  value,
  label: value,
}));

/** What an amount is in until somebody says otherwise. */
export const MAIN_CURRENCY = "CNY";
