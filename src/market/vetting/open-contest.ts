import type { Tx } from "../../platform/database/tx";
import { isIdOf } from "../../platform/ids";
import { Refusal, type Reason } from "../../platform/refusal";
import { LicenceContest } from "./licence-contest.entity";
import { lockBothProviders } from "./lock-both-providers";

export async function openContest(
  tx: Tx,
  id: string,
  maySee: (contest: LicenceContest) => boolean,
): Promise<LicenceContest> {
  const found = isIdOf(LicenceContest, id) ? await tx.byId(LicenceContest, id) : null;
  if (!found || !maySee(found)) throw new Refusal("NOT_FOUND", { field: "input.contestId" });
  // Read again under the providers' locks: two inspectors may decide at once.
  await lockBothProviders(tx, found);
  const contest = await tx.byId(LicenceContest, id);
  if (contest?.status !== "OPEN") throw closedContest("licenceContest.decided");
  return contest;
}

export const closedContest = (reason: Reason): Refusal =>
  new Refusal("NOT_IN_THIS_STATE", { reason, field: "input.contestId" });
