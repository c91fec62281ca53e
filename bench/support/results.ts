import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Recorded } from "../platform/recording";
import type { Lived, Measured, Minute } from "./report";

/** One run's figures, as they are kept. */
export interface Run {
  at: string;
  /** Of what was measured; "+" when the sources had changed since. */
  commit: string;
  node: string;
  database: string;
  processors: number;
  /** Processes that wanted a processor, before the run and at its end. */
  load: number[];
  cases: number;
  rounds: number;
  /** Each commit was forced to disk. */
  durable: boolean;
  works: Measured[];
  live: Lived[];
  /** Always with each commit forced to disk. */
  recording?: Recorded;
  /** How much longer each of its writes to disk took than the machine's own disk takes. */
  diskMs?: number;
  /** Of mixed load; `smallCaches`: with those of servers/small-caches.ts. */
  endurance?: { smallCaches: boolean; minutes: Minute[] };
}

const FOLDER = "bench/results";

export function commitOf(): string {
  const git = (...args: string[]): string => execFileSync("git", args, { encoding: "utf8" }).trim();
  try {
    const changed =
      git("status", "--porcelain", "--", "src", "bench", ":!bench/results", "migrations", "package-lock.json") !== "";
    return git("rev-parse", "--short=12", "HEAD") + (changed ? "+" : "");
  } catch {
    return "unknown";
  }
}

/** Three digits are enough. */
const rounded = (_: string, value: unknown): unknown =>
  typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(3)) : value;

export function save(name: string, run: Run): void {
  const path = join(FOLDER, `${run.at.slice(0, 16).replace(":", "")}-${name}.json`);
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(path, `${JSON.stringify(run, rounded, 1)}\n`);
  process.stdout.write(`kept in ${path}\n`);
}

export interface Kept extends Run {
  file: string;
}

/** All runs that were kept, the earliest first. */
export const keptRuns = (root = "."): Kept[] =>
  readdirSync(join(root, FOLDER))
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => ({ file, ...(JSON.parse(readFileSync(join(root, FOLDER, file), "utf8")) as Run) }));
