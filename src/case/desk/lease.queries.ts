import type { Tx } from "../../platform/database/tx";
import { MINUTE } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";

export async function leaseLength(tx: Tx): Promise<number> {
  return (await HouseRules.inForce(tx, tx.now)).number("desk.lease", "minutes") * MINUTE;
}
