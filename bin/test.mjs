import { ensureInstalled, runScript } from "./lib/setup.mjs";
import { ensureTestPrograms } from "./lib/test-programs.mjs";

ensureInstalled({ compiler: true });
ensureTestPrograms();
// As it runs for its users: libraries check more, and more slowly, for whoever develops with them.
process.env.NODE_ENV = "production";
// Of a worker's heap: it grew to a gigabyte before it was collected, at no gain. Jest hands its own options on to its workers.
process.execArgv.push("--max-old-space-size=640");
// Of glibc's: with one pool of memory for each thread a worker keeps a hundred megabytes more that nobody uses, at no gain.
process.env.MALLOC_ARENA_MAX ??= "2";
runScript("node_modules/jest/bin/jest.js", process.argv.slice(2));
