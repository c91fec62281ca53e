/** What differs from case to case in a text. The server takes the same, and refuses others. */
export const VARIABLES = [
  "promised",
  "observed",
  "days",
  "provider",
  "order",
  "amount",
  "remedy",
  "penalty",
  "term",
] as const;
