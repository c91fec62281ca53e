import type { Tx } from "../../platform/database/tx";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { Provider } from "../providers/provider.entity";
import { LicenceContest } from "./licence-contest.entity";

export async function openContest(
  tx: Tx,
  id: string,
  maySee: (contest: LicenceContest) => boolean,
): Promise<LicenceContest> {
  const found = isIdOf(LicenceContest, id) ? await tx.byId(LicenceContest, id) : null;
  if (!found || !maySee(found)) throw new Refusal("NOT_FOUND", { field: "input.contestId" });
  // Read again under the providers' locks: two inspectors may decide at once.
  await bothProviders(tx, found);
  const contest = await tx.byId(LicenceContest, id);
  if (contest?.status !== "OPEN") throw closedContest("licenceContest.decided");
  return contest;
}

/** Locked in a fixed order, regardless of their roles. */
export async function bothProviders(tx: Tx, { claimantId, holderId }: LicenceContest): Promise<Provider[]> {
  const providers = [];
  for (const id of [claimantId, holderId].sort()) providers.push(await tx.lock(Provider, id));
  return providers.flatMap((provider) => provider ?? []);
}

export const closedContest = (reason: string): Refusal =>
  new Refusal("NOT_IN_THIS_STATE", { reason, field: "input.contestId" });
