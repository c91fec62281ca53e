import { ensureBuilt, ensureInstalled, runScript } from "./lib/setup.mjs";

ensureInstalled();
ensureBuilt();
// What nobody has given a database is a demo, filled by thousands of acts: whoever looks on wants to see the sign-ins.
const { DATABASE_URL, DATABASE_URL_FILE, DEMO } = process.env;
if (!DATABASE_URL && !DATABASE_URL_FILE && DEMO !== "false") process.env.LOG_LEVEL ??= "warn";
runScript("dist/src/main.js", process.argv.slice(2));
