import { ensureBuilt, ensureInstalled, runScript } from "./lib/setup.mjs";

ensureInstalled();
ensureBuilt();
runScript("examples/marketplace/play.mjs", process.argv.slice(2));
