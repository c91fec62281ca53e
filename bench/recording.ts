import "reflect-metadata";
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { recording } from "./platform/recording";
import { startGalera } from "./support/galera";
import { startMariaDb } from "./support/mariadb";
import { printRecording } from "./support/report";
import { commitOf, save } from "./support/results";

/**
 * npm run bench:recording [-- --rounds 9 --seconds 4 --disk-ms 2 --save NAME]
 * npm run bench:recording -- --cluster
 *
 * What recording an event costs where each commit is forced to disk; `npm run bench:report` writes what was saved into docs/performance.md.
 * `--disk-ms`: as on a disk that takes so many milliseconds longer to say that something is on it; this needs Linux and strace.
 * `--cluster`: on three servers of a Galera cluster on this machine, one of which is written to; for docs/scale.md.
 */
const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "9" },
    // Each ends with waiting for the last event to be read, which is not what recording one costs.
    seconds: { type: "string", default: "4" },
    "disk-ms": { type: "string", default: "0" },
    save: { type: "string" },
    cluster: { type: "boolean", default: false },
  },
});

async function main(): Promise<void> {
  const load = [loadavg()[0] ?? NaN];
  const rounds = Number(options.rounds);
  const diskMs = Number(options["disk-ms"]);
  const start = options.cluster ? startGalera : () => startMariaDb(true, diskMs);
  const { recorded, version } = await recording(rounds, Number(options.seconds), start);
  printRecording(recorded);
  load.push(loadavg()[0] ?? NaN);
  if (!options.save || options.cluster) return;
  save(options.save, {
    at: new Date().toISOString(),
    commit: commitOf(),
    node: process.version,
    database: version,
    processors: cpus().length,
    load,
    ...{ cases: 0, rounds, durable: true, works: [], live: [], recording: recorded, diskMs },
  });
}

void main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
