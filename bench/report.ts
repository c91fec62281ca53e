import { median } from "./support/median";

/** How fast, and for how much processor time of the server and of the database, in milliseconds for each request or message. */
export interface Taken {
  speed: number;
  cpu: number;
  database: number;
}

export interface Measured {
  name: string;
  /** Requests per second, of which more is better, or milliseconds, of which less is. */
  unit: "/s" | "ms";
  rounds: { floor: Taken; ours: Taken }[];
}

const HEAD = ["work", "floor", "ours", "ratio", "min–max", "CPU floor", "ours", "ratio", "database CPU floor", "ours"];

/** Ratios are ours to the floor's: of requests per second (1 is as fast), of milliseconds, of processor time. */
export function printTable(measured: Measured[]): void {
  const table = [HEAD, ...measured.map(toCells)];
  const widths = HEAD.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ");
  process.stdout.write(`\n${table.map(line).join("\n")}\n\n`);
}

function toCells({ name, unit, rounds }: Measured): string[] {
  const ratios = rounds.map(({ floor, ours }) => ours.speed / floor.speed);
  const middle = (side: "floor" | "ours", what: keyof Taken): number =>
    median(rounds.map((round) => round[side][what]));
  const speed = (side: "floor" | "ours"): string => `${middle(side, "speed").toFixed(unit === "ms" ? 1 : 0)} ${unit}`;
  const ms = (side: "floor" | "ours", what: keyof Taken): string =>
    Number.isNaN(middle(side, what)) ? "–" : `${middle(side, what).toFixed(2)} ms`;
  return [
    name,
    speed("floor"),
    speed("ours"),
    median(ratios).toFixed(2),
    `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`,
    ms("floor", "cpu"),
    ms("ours", "cpu"),
    (middle("ours", "cpu") / middle("floor", "cpu")).toFixed(2),
    ms("floor", "database"),
    ms("ours", "database"),
  ];
}
