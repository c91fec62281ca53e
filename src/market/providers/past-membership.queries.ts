import { list, sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import { DAY } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";

/** True when they left the provider so recently that they still count as one of its people. */
export const wasMember = async (tx: Tx, accountId: string, providerId: string): Promise<boolean> =>
  (await formerMembers(tx, [accountId], [providerId])).length > 0;

/** Of these people and providers, who left which so recently. */
export async function formerMembers(
  tx: Tx,
  accountIds: readonly string[],
  providerIds: readonly string[],
): Promise<{ account_id: string; provider_id: string }[]> {
  const days = (await HouseRules.inForce(tx, tx.now)).number("conflict.formerMember", "days");
  return tx.query(
    sql`SELECT account_id, provider_id FROM past_membership WHERE account_id IN (${list(accountIds)})
     AND provider_id IN (${list(providerIds)}) AND ended_at > ${tx.now - days * DAY}`,
  );
}
