import { HOUSE_RULES } from "./house-rules.table";

/** The table as docs/house-rules.md shows it. */
export function houseRulesDocument(): string {
  const rows = Object.entries(HOUSE_RULES).map(
    ([code, [value, meaning]]) => `| \`${code}\` | ${meaning} | ${inWords(value)} |`,
  );
  return [...OPENING, ...rows].join("\n");
}

const OPENING = [
  "# House rules",
  "",
  "Every number of the house. Printed by `npm run house-rules` from `src/house-rules/house-rules.table.ts`; a test compares them.",
  "These are the values a new database begins with; the values in force, each from its date on, are in `policy_value` and on the page `/house-rules`. Two persons change them (`redress policy --help`).",
  "",
  "| Rule | Meaning | Value |",
  "| --- | --- | --- |",
];

const inWords = (value: Readonly<Record<string, number>>): string =>
  Object.entries(value)
    .map(([unit, number]) => `${unit} ${number.toLocaleString("en", { maximumFractionDigits: 20 })}`)
    .join(", ");
