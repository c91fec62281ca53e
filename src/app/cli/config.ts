import { settingsAsMarkdown, settingsAsText } from "./describe-settings";

/** `npm run config`: every setting of the environment, its default and meaning. */
process.stdout.write(process.argv.includes("--markdown") ? settingsAsMarkdown() : settingsAsText());
