import { ensureBuilt, ensureInstalled } from "./lib/setup.mjs";

// What is built needs no database, which is still being compiled when a fresh clone is checked.
ensureInstalled({ driver: !process.argv.includes("--without-driver") });
// Whoever has just generated the typed clients says so.
ensureBuilt({ isGenerated: process.argv.includes("--generated") });
