import { median } from "./median";

/** Throughput, and processor time of the server and of the database in milliseconds per request. */
export interface Taken {
  perSecond: number;
  cpu: number;
  database: number;
}

export interface Measured {
  name: string;
  rounds: { floor: Taken; ours: Taken }[];
}

const HEAD = ["work", "floor", "ours", "ratio", "min–max", "CPU floor", "ours", "ratio", "database CPU floor", "ours"];

/** Ratios are ours to the floor's: of requests per second (1 is as fast, more is better), of processor time (less is better). */
export function printWorks(measured: Measured[]): void {
  if (measured.length > 0) print([HEAD, ...measured.map(toCells)]);
}

function toCells({ name, rounds }: Measured): string[] {
  const middle = (side: "floor" | "ours", what: keyof Taken): number =>
    median(rounds.map((round) => round[side][what]));
  const speed = (side: "floor" | "ours"): string => `${middle(side, "perSecond").toFixed(0)} /s`;
  const ms = (side: "floor" | "ours", what: "cpu" | "database"): string => `${middle(side, what).toFixed(2)} ms`;
  return [
    name,
    speed("floor"),
    speed("ours"),
    ...range(rounds.map(({ floor, ours }) => ours.perSecond / floor.perSecond)),
    ms("floor", "cpu"),
    ms("ours", "cpu"),
    (middle("ours", "cpu") / middle("floor", "cpu")).toFixed(2),
    ms("floor", "database"),
    ms("ours", "database"),
  ];
}

const LIVE_SIDES = ["bare", "ours", "peer"] as const;
type LiveSide = (typeof LIVE_SIDES)[number];
export type Sample = Record<string, [value: number, unit: string]>;

/** The measurements of one task with live updates, round by round: of a bare broadcast, of ours, of graphql-ws' default. */
export class Metrics {
  readonly units: Record<string, string> = {};
  /** By metric and side: a value for each round. */
  readonly values: Record<string, Partial<Record<LiveSide, number[]>>> = {};

  constructor(readonly name: string) {}

  /** Round 0 only warms up: compilers, caches, buffers. */
  take(round: number, side: LiveSide, sample: Sample): void {
    const parts = Object.entries(sample).map(([what, [value, unit]]) => `${what} ${readable(value)} ${unit}`.trimEnd());
    process.stderr.write(
      `${this.name}, ${round === 0 ? "warming up" : `round ${round}`}, ${side}: ${parts.join(", ")}\n`,
    );
    if (round === 0) return;
    for (const [what, [value, unit]] of Object.entries(sample)) {
      this.units[what] = unit;
      ((this.values[what] ??= {})[side] ??= []).push(value);
    }
  }

  rows(): string[][] {
    return Object.entries(this.values).map(([what, sides]) => {
      const cell = (side: LiveSide): string =>
        sides[side] ? `${readable(median(sides[side]))} ${this.units[what]}`.trimEnd() : "–";
      return [
        this.name,
        what,
        ...LIVE_SIDES.map(cell),
        ...ratio(sides.ours, sides.bare),
        ...ratio(sides.peer, sides.ours).slice(0, 1),
      ];
    });
  }
}

const LIVE_HEAD = ["live updates", "", "bare ws", "ours", "graphql-ws", "ours : bare", "min–max", "graphql-ws : ours"];

export function printLive(metrics: Metrics[]): void {
  if (metrics.length > 0) print([LIVE_HEAD, ...metrics.flatMap((each) => each.rows())]);
}

/** Per round, so that what slows a whole round down does not count. */
function ratio(above: number[] | undefined, below: number[] | undefined): string[] {
  return above && below?.every((value) => value > 0)
    ? range(above.map((value, round) => value / (below[round] ?? NaN)))
    : ["–", "–"];
}

const range = (ratios: number[]): string[] => [
  median(ratios).toFixed(2),
  `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`,
];

const readable = (value: number): string => value.toFixed(Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);

function print(table: string[][]): void {
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ");
  process.stdout.write(`\n${table.map(line).join("\n")}\n\n`);
}
