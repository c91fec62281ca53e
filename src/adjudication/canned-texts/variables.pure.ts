/** What differs from case to case; whoever puts a text in knows each from the case. */
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

export const VARIABLES_SAID = VARIABLES.map((name) => `{{${name}}}`).join(", ");

const VARIABLE = new RegExp(`\\{\\{(?:${VARIABLES.join("|")})\\}\\}`, "g");

/** Whether between double braces stand variables and nothing else. */
export const hasOnlyVariables = (text: string): boolean => !/\{\{|\}\}/.test(text.replace(VARIABLE, ""));
