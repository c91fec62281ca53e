import type { SweptServices } from "../../platform/graphql/context";
import { HOUR } from "../../platform/time";
import { latestCheckpoint, makeCheckpoint } from "./make-checkpoint";

/** Once an hour, when something was recorded since the last one. */
export async function sweepCheckpoints(services: SweptServices): Promise<void> {
  const latest = await latestCheckpoint(services.database);
  if (latest === undefined || latest.at + HOUR <= services.clock.now()) await makeCheckpoint(services);
}
