import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import type { AccountRole } from "./account-enums.types";
import { mayActForProviders } from "./account.policy";

/** Someone who decides cases acts for no provider. Members join under the account's lock, which is held here. */
export async function refuseMembers(
  tx: Tx,
  accountId: string,
  roles: readonly AccountRole[],
  field: string,
): Promise<void> {
  if (mayActForProviders(roles)) return;
  const memberships = await tx.query("SELECT 1 FROM provider_member WHERE account_id = ? LIMIT 1", [accountId]);
  if (memberships.length > 0) throw new Refusal("CONFLICT_OF_INTEREST", { reason: "account.isProviderMember", field });
}
