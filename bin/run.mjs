import { ensureBuilt, ensureInstalled, ensureServerBuilt, runScript } from "./lib/setup.mjs";
import { fail } from "./lib/step.mjs";

const isBench = process.argv[2] === "--bench";
const [name, ...args] = process.argv.slice(isBench ? 3 : 2);
if (name === undefined) fail("Usage: node bin/run.mjs [--bench] NAME [arguments…]");

ensureInstalled();
// Benches measure the pages, too.
(isBench ? ensureBuilt : ensureServerBuilt)();
runScript(isBench ? `dist/${name}.js` : `dist/src/${name}.js`, args);
