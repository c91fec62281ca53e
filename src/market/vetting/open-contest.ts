import type { Tx } from "../../platform/database/tx";
import { isIdOf } from "../../platform/ids";
import { Refusal, type Reason } from "../../platform/refusal";
import { Provider } from "../providers/provider.entity";
import { LicenceContest } from "./licence-contest.entity";

/** A contest that is not decided, with both its providers, locked. */
export async function openContest(
  tx: Tx,
  id: string,
  maySee: (contest: LicenceContest) => boolean,
): Promise<{ contest: LicenceContest; providers: Provider[] }> {
  const found = isIdOf(LicenceContest, id) ? await tx.byId(LicenceContest, id) : null;
  if (!found || !maySee(found)) throw new Refusal("NOT_FOUND", { field: "input.contestId" });
  const providers = await lockBoth(tx, found);
  // Read again under the providers' locks: two inspectors may decide at once.
  const contest = await tx.byId(LicenceContest, id);
  if (contest?.status !== "OPEN") throw closedContest("licenceContest.decided");
  return { contest, providers };
}

/** In a fixed order, regardless of their roles. */
async function lockBoth(tx: Tx, { claimantId, holderId }: LicenceContest): Promise<Provider[]> {
  const providers = [];
  for (const id of [claimantId, holderId].sort()) providers.push(await tx.lock(Provider, id));
  return providers.flatMap((provider) => provider ?? []);
}

export const closedContest = (reason: Reason): Refusal =>
  new Refusal("NOT_IN_THIS_STATE", { reason, field: "input.contestId" });
