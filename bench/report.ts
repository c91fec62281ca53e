import { median } from "./works/fan-out";

/** One number for each round. */
export interface Measured {
  name: string;
  /** Requests per second, of which more is better, or milliseconds, of which less is. */
  unit: "/s" | "ms";
  floor: number[];
  ours: number[];
  /** Milliseconds of the server's processor time for each request or message. */
  floorCpu: number[];
  oursCpu: number[];
}

/** Ratios are ours to the floor's: of requests per second, of milliseconds, of processor time. */
export function printTable(measured: Measured[]): void {
  const rows = measured.map(({ name, unit, floor, ours, floorCpu, oursCpu }) => {
    const ratios = ours.map((value, round) => value / (floor[round] ?? NaN));
    const cpu = oursCpu.map((value, round) => value / (floorCpu[round] ?? NaN));
    const digits = unit === "ms" ? 1 : 0;
    return [
      name,
      `${median(floor).toFixed(digits)} ${unit}`,
      `${median(ours).toFixed(digits)} ${unit}`,
      median(ratios).toFixed(2),
      `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`,
      `${median(floorCpu).toFixed(2)} ms`,
      `${median(oursCpu).toFixed(2)} ms`,
      median(cpu).toFixed(2),
    ];
  });
  const table = [["work", "floor", "ours", "ratio", "min–max", "floor CPU", "our CPU", "CPU ratio"], ...rows];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = table.map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join("  "));
  process.stdout.write(`\n${lines.join("\n")}\n\n`);
}
