import { sweepClocks } from "../case/complaints/sweep-clocks";
import type { SweptServices } from "../platform/graphql/context";
import { LeadLost } from "../platform/lead-lost";
import { Refusal } from "../platform/refusal";
import { isStorageProblem } from "../platform/storage/storage";
import { forgetPartials } from "../platform/uploads/forget-partials";
import { ROUTES, SWEEPS, SYSTEM_ACTS } from "./districts";

const STILL_AWAITED = [...ROUTES.values()].flatMap(({ stillAwaited = [] }) => stillAwaited);

/** In the order in which they run, the cases' clocks last; each by the name of its function. */
export const ALL_SWEEPS: ReadonlyMap<string, (services: SweptServices) => Promise<unknown>> = new Map([
  ["forgetPartials", (services: SweptServices) => forgetPartials(services, STILL_AWAITED)],
  ...SWEEPS.map((sweep) => [sweep.name, sweep] as const),
  ["sweepClocks", (services: SweptServices) => sweepClocks(services, SYSTEM_ACTS)],
]);

/** Under which name a sweep is led, see Leaders. */
export const sweepLead = (name: string): string => `sweep:${name}`;

/**
 * Runs the sweeps, one after the other, each with what `servicesFor` gives it, unless that is null; returns how many clocks expired. One that
 * fails keeps no other from running, the clocks of cases least of all; its error is thrown at the end. `done` is told of each that has
 * succeeded.
 */
export async function sweepAll(
  servicesFor: (name: string) => SweptServices | null,
  done: (name: string, seconds: number) => void = () => undefined,
): Promise<number> {
  let last: unknown = 0;
  const failed = new Map<string, unknown>();
  for (const [name, sweep] of ALL_SWEEPS) {
    const services = servicesFor(name);
    if (!services) continue;
    const began = performance.now();
    try {
      last = await sweep(services);
      done(name, (performance.now() - began) / 1_000);
    } catch (error) {
      // Whoever leads it now goes on.
      if (error instanceof LeadLost) continue;
      // Without the database none would succeed, and each would wait for it.
      if (error instanceof Refusal && error.code === "UNAVAILABLE" && !isStorageProblem(error)) throw error;
      failed.set(name, error);
    }
  }
  if (failed.size > 0) throw new AggregateError(failed.values(), `sweeps failed: ${[...failed.keys()].join(", ")}`);
  return Number(last);
}
