import { SETTINGS } from "../../config";

/** `npm run config`: every setting of the environment, its default and meaning. */
const width = Math.max(...SETTINGS.map(({ name }) => name.length));
for (const { name, default: fallback, meaning } of SETTINGS) {
  process.stdout.write(
    `${name.padEnd(width)}  ${meaning}\n${" ".repeat(width)}  Default: ${fallback === "" ? "none" : fallback}\n\n`,
  );
}
