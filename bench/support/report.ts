import type { Recorded, Sides } from "../platform/recording";
import { median } from "./median";
import type { Spent } from "./meter";

/** What one request or command costs: statements and commits of the database, milliseconds of processor time. */
export type Cost = Spent;

export interface Taken extends Cost {
  perSecond: number;
}

export interface Round {
  floor: Taken;
  ours: Taken;
  /** Of commands: what projections cost when they read its events afterwards, for each command. */
  projections?: Cost;
  /** Of commands: all told, while projections read along as in production, until they have caught up. */
  together?: Taken;
}

export interface Measured {
  name: string;
  rounds: Round[];
}

type Side = "floor" | "ours" | "projections" | "together";

const WORKS_HEAD = ["work", "floor", "ours", "ratio", "min–max", "CPU floor", "CPU ours", "ratio"];

/** Ratios are ours to the floor's: of requests per second (1 is as fast, more is better), of processor time, the server's and the database's (less is better). */
export function worksTable(measured: readonly Measured[]): string[][] {
  return [WORKS_HEAD, ...measured.map(toCells)];
}

function toCells({ name, rounds }: Measured): string[] {
  const speed = (side: "floor" | "ours"): string =>
    `${median(rounds.map((round) => round[side].perSecond)).toFixed(0)} /s`;
  const cpu = (side: "floor" | "ours"): number => median(rounds.map((round) => cpuOf(round[side])));
  return [
    name,
    speed("floor"),
    speed("ours"),
    ...range(ratiosOf({ rounds })),
    `${cpu("floor").toFixed(2)} ms`,
    `${cpu("ours").toFixed(2)} ms`,
    (cpu("ours") / cpu("floor")).toFixed(2),
  ];
}

const cpuOf = ({ cpu, database }: Cost): number => cpu + database;

/** Requests per second, ours to the floor's, round by round. */
export const ratiosOf = ({ rounds }: Pick<Measured, "rounds">): number[] =>
  rounds.map(({ floor, ours }) => ours.perSecond / floor.perSecond);

/** Transactions per second, and how much longer each takes with an event; for how long each keeps a processor busy. */
export function recordingTable({ rounds }: Recorded): string[][] {
  const cpu = rounds.flatMap((round) => round.cpu ?? []);
  const row = (name: string, sides: readonly Sides[], digits: number, unit: string, ratios: number[]): string[] => [
    name,
    ...(["without", "with"] as const).map(
      (side) => `${median(sides.map((each) => each[side])).toFixed(digits)} ${unit}`,
    ),
    ...range(ratios),
  ];
  const slower = rounds.map((round) => round.without / round.with);
  const dearer = cpu.map((each) => each.with / each.without);
  return [
    ["32 writers", "without an event", "with one", "ratio", "min–max"],
    row("lock a row, change it, commit", rounds, 0, "/s", slower),
    ...(cpu.length > 0 ? [row("processor time, ours and the database's", cpu, 2, "ms", dearer)] : []),
  ];
}

const COSTS_HEAD = ["for each", "", "reads", "writes", "commits", "server CPU", "database CPU"];
const SIDE_NAMES: Record<Side, string> = {
  floor: "floor",
  ours: "ours",
  projections: "ours: its projections, afterwards",
  together: "ours: all told",
};

export function costsTable(measured: readonly Measured[]): string[][] {
  const rows = measured.flatMap(({ name, rounds }) =>
    (Object.keys(SIDE_NAMES) as Side[]).flatMap((side) => {
      const costs = rounds.flatMap((round) => round[side] ?? []);
      if (costs.length === 0) return [];
      const middle = (what: keyof Cost): number => median(costs.map((cost) => cost[what]));
      return [
        [
          name,
          SIDE_NAMES[side],
          ...(["reads", "writes", "commits"] as const).map((what) => middle(what).toFixed(1)),
          ...(["cpu", "database"] as const).map((what) => `${middle(what).toFixed(2)} ms`),
        ],
      ];
    }),
  );
  return [COSTS_HEAD, ...rows];
}

export function printWorks(measured: readonly Measured[]): void {
  if (measured.length === 0) return;
  print(worksTable(measured));
  print(costsTable(measured));
}

/** What a minute of mixed load leaves in memory, after garbage collection; in MB. */
export interface Minute {
  reads: number;
  changes: number;
  resident: number;
  /** Heap and buffers. */
  used: number;
  /** Of that what the caches hold, as they estimate it. */
  cached: number;
}

const MINUTES_HEAD = ["minute", "reads", "changes", "resident", "heap and buffers", "caches", "all else"];

export const minutesTable = (minutes: readonly Minute[]): string[][] => [
  MINUTES_HEAD,
  ...minutes.map(({ reads, changes, resident, used, cached }, index) => [
    String(index + 1),
    reads.toLocaleString("en"),
    String(changes),
    ...[resident, used, cached, used - cached].map((megabytes) => `${megabytes.toFixed(0)} MB`),
  ]),
];

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

  toJSON(): Lived {
    return { name: this.name, units: this.units, values: this.values };
  }
}

/** As it is kept. */
export type Lived = Pick<Metrics, "name" | "units" | "values">;

const rowsOf = ({ name, units, values }: Lived): string[][] =>
  Object.entries(values).map(([what, sides]) => {
    const cell = (side: LiveSide): string =>
      sides[side] ? `${readable(median(sides[side]))} ${units[what]}`.trimEnd() : "–";
    return [
      name,
      what,
      ...LIVE_SIDES.map(cell),
      ...ratio(sides.ours, sides.bare),
      ...ratio(sides.peer, sides.ours).slice(0, 1),
    ];
  });

const LIVE_HEAD = ["live updates", "", "bare ws", "ours", "graphql-ws", "ours : bare", "min–max", "graphql-ws : ours"];

export const liveTable = (metrics: readonly Lived[]): string[][] => [LIVE_HEAD, ...metrics.flatMap(rowsOf)];

export function printRecording(recorded: Recorded): void {
  print(recordingTable(recorded));
}

export function printLive(metrics: readonly Lived[]): void {
  if (metrics.length > 0) print(liveTable(metrics));
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
