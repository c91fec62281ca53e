import { settingsAsMarkdown, settingsAsText } from "./describe-settings";

/** `npm run config`: every environment setting, its default and meaning. */
process.stdout.write(process.argv.includes("--markdown") ? settingsAsMarkdown() : settingsAsText());
