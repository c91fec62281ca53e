import { SETTINGS } from "../../config";

const fallbackOf = ({ default: fallback }: { default: string }): string => (fallback === "" ? "none" : fallback);

/** For the terminal. */
export function settingsAsText(): string {
  const width = Math.max(...SETTINGS.map(({ name }) => name.length));
  return SETTINGS.map(
    (setting) =>
      `${setting.name.padEnd(width)}  ${setting.meaning}\n${" ".repeat(width)}  Default: ${fallbackOf(setting)}\n\n`,
  ).join("");
}

/** docs/config.md; a test compares them. */
export function settingsAsMarkdown(): string {
  const settings = SETTINGS.map(
    (setting) => `## ${setting.name}\n\n${setting.meaning}\n\nDefault: ${fallbackOf(setting)}\n`,
  );
  return `# Settings\n\nEnvironment variables. Printed by \`npm run --silent config -- --markdown\`.\n\n${settings.join("\n")}`;
}
