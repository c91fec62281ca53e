import type { Tx } from "../../platform/database/tx";
import { DAY } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";

/** True when they left the provider so recently that they still count as one of its people. */
export async function wasMember(tx: Tx, accountId: string, providerId: string): Promise<boolean> {
  const days = (await HouseRules.inForce(tx, tx.now)).number("conflict.formerMember", "days");
  const rows = await tx.query(
    "SELECT 1 FROM past_membership WHERE account_id = ? AND provider_id = ? AND ended_at > ? LIMIT 1",
    [accountId, providerId, tx.now - days * DAY],
  );
  return rows.length > 0;
}
