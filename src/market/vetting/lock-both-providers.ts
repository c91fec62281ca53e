import type { Tx } from "../../platform/database/tx";
import { Provider } from "../providers/provider.entity";
import type { LicenceContest } from "./licence-contest.entity";

/** Locked in a fixed order, regardless of their roles. */
export async function lockBothProviders(tx: Tx, { claimantId, holderId }: LicenceContest): Promise<Provider[]> {
  const providers = [];
  for (const id of [claimantId, holderId].sort()) providers.push(await tx.lock(Provider, id));
  return providers.flatMap((provider) => provider ?? []);
}
