import "reflect-metadata";
import { parseArgs } from "node:util";
import { printPuppets } from "./public/fairness/report";
import { printScenarios, printYears } from "./adjudication/fairness/report";

/**
 * npm run bench:fairness [-- --runs 2000 --seed 1]
 *
 * Whom the rules about points punish, and how much a reputation can be bought: years of providers of many sizes, played with the
 * policies themselves, under flat rules as they were and under the house rules that a new database begins with. Always the same
 * years from the same seed.
 */
const { values: options } = parseArgs({
  options: { runs: { type: "string", default: "2000" }, seed: { type: "string", default: "1" } },
});
const [runs, seed] = [Number(options.runs), Number(options.seed)];

printYears(runs, seed);
printScenarios();
printPuppets();
