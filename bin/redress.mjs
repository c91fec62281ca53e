#!/usr/bin/env node
import { ensureInstalled, ensureServerBuilt, runScript } from "./lib/setup.mjs";

ensureInstalled();
ensureServerBuilt();
runScript("dist/src/app/cli/redress.js", process.argv.slice(2));
