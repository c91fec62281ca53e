import { sweepClocks } from "../case/complaints/sweep-clocks";
import { DatabaseFull } from "../platform/database/faults";
import { countingFailed } from "../platform/database/sweep-due";
import type { SweptServices } from "../platform/graphql/context";
import { LeadLost } from "../platform/lead-lost";
import { Refusal } from "../platform/refusal";
import { isStorageProblem } from "../platform/storage/storage";
import { forgetPartials } from "../platform/uploads/forget-partials";
import { ROUTES, SENDINGS, SWEEPS, SYSTEM_ACTS } from "./districts";

const STILL_AWAITED = [...ROUTES.values()].flatMap(({ stillAwaited = [] }) => stillAwaited);

type Sweep = readonly [name: string, (services: SweptServices) => Promise<unknown>];

/** In the order in which they run, the cases' clocks last; each by the name of its function. */
const IN_ORDER: readonly Sweep[] = [
  ["forgetPartials", (services: SweptServices) => forgetPartials(services, STILL_AWAITED)],
  ...SWEEPS.map((sweep) => [sweep.name, sweep] as const),
  ["sweepClocks", (services: SweptServices) => sweepClocks(services, SYSTEM_ACTS)],
];

/** Each waits for a relay, a gateway or the payment side, who may take their time: no clock of a case waits for that. */
const BY_THEMSELVES: readonly Sweep[] = SENDINGS.map((sending) => [sending.name, sending]);

export const ALL_SWEEPS: ReadonlyMap<string, Sweep[1]> = new Map([...IN_ORDER, ...BY_THEMSELVES]);

/** The names of what runs one after the other, while the others may be under way. */
export const ROUNDS: readonly (readonly string[])[] = [
  IN_ORDER.map(([name]) => name),
  ...BY_THEMSELVES.map(([name]) => [name]),
];

/** Under which name a sweep is led, see Leaders. */
export const sweepLead = (name: string): string => `sweep:${name}`;

/** Told of each that begins, and of each that has succeeded: how many items it left for the next time because they failed. */
export interface SweepTold {
  begins(name: string): void;
  done(name: string, seconds: number, failed: number): void;
}

/**
 * Runs the sweeps of these names, one after the other, each with what `servicesFor` gives it, unless that is null; returns how many clocks
 * expired. One that fails keeps no other from running, the clocks of cases least of all; its error is thrown at the end.
 */
export async function sweepAll(
  names: readonly string[],
  servicesFor: (name: string) => SweptServices | null,
  told: SweepTold,
): Promise<number> {
  let rung = 0;
  const failed = new Map<string, unknown>();
  for (const name of names) {
    const [sweep, services] = [ALL_SWEEPS.get(name), servicesFor(name)];
    if (!sweep || !services) continue;
    const began = performance.now();
    told.begins(name);
    try {
      const { result, failed: items } = await countingFailed(services, sweep);
      if (name === "sweepClocks") rung = Number(result);
      told.done(name, (performance.now() - began) / 1_000, items);
    } catch (error) {
      // Whoever leads it now goes on.
      if (error instanceof LeadLost) continue;
      if (error instanceof DatabaseFull) throw error;
      // Without the database none would succeed, and each would wait for it.
      if (error instanceof Refusal && error.code === "UNAVAILABLE" && !isStorageProblem(error)) throw error;
      failed.set(name, error);
    }
  }
  if (failed.size > 0) throw new AggregateError(failed.values(), `sweeps failed: ${[...failed.keys()].join(", ")}`);
  return rung;
}
