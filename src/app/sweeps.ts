import { sweepClocks } from "../case/complaints/sweep-clocks";
import type { Services } from "../platform/graphql/context";
import { forgetPartials } from "../platform/uploads/forget-partials";
import { ROUTES, SWEEPS, SYSTEM_ACTS } from "./districts";

const STILL_AWAITED = [...ROUTES.values()].flatMap(({ stillAwaited = [] }) => stillAwaited);

/** All that is done every few seconds, one after the other, the cases' clocks last; answers how many of them ran out. */
export async function sweepAll(services: Services): Promise<number> {
  await forgetPartials(services, STILL_AWAITED);
  for (const sweep of SWEEPS) await sweep(services);
  return sweepClocks(services, SYSTEM_ACTS);
}
