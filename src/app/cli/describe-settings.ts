import { SETTINGS } from "../settings.table";

type Setting = (typeof SETTINGS)[number];

const fallbackOf = ({ default: fallback }: Setting): string => (fallback === "" ? "none" : fallback);
const meaningOf = (setting: Setting): string =>
  "secret" in setting ? `${setting.meaning} Instead, ${setting.name}_FILE may name a file with it.` : setting.meaning;

/** For the terminal. */
export function settingsAsText(): string {
  const width = Math.max(...SETTINGS.map(({ name }) => name.length));
  return SETTINGS.map(
    (setting) =>
      `${setting.name.padEnd(width)}  ${meaningOf(setting)}\n${" ".repeat(width)}  Default: ${fallbackOf(setting)}\n\n`,
  ).join("");
}

/** docs/config.md; a test compares them. */
export function settingsAsMarkdown(): string {
  const settings = SETTINGS.map(
    (setting) => `## ${setting.name}\n\n${meaningOf(setting)}\n\nDefault: ${fallbackOf(setting)}\n`,
  );
  return `# Settings\n\nEnvironment variables. Printed by \`npm run --silent config -- --markdown\`.\n\n${settings.join("\n")}`;
}
