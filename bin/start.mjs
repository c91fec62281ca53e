import { ensureBuilt, ensureInstalled, runScript } from "./lib/setup.mjs";

ensureInstalled();
ensureBuilt();
runScript("dist/src/main.js", process.argv.slice(2));
