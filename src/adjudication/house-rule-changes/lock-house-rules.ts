import { Account } from "../../accounts/account/account.entity";
import { hasRole, type Actor } from "../../accounts/actor/actor";
import type { AccountRole } from "../../accounts/actor/account-enums.types";
import type { Author } from "../../accounts/account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import { HouseRuleHead, THE_HOUSE_RULES } from "./house-rule-head.entity";

export interface LockedHouseRules {
  head: HouseRuleHead;
  role: AccountRole;
  author: Author;
}

/** Everything that changes house rules goes one after the other. Whoever acts is looked at again under it: still active, still in that role. */
export async function lockHouseRules(tx: Tx, actor: Actor, roles: readonly AccountRole[]): Promise<LockedHouseRules> {
  const head = await tx.lock(HouseRuleHead, THE_HOUSE_RULES);
  if (!head) throw new Error("the house rules have no head: the migrations did not run");
  const account = await tx.lock(Account, actor.accountId);
  const role = roles.find((each) => hasRole(actor, each) && account?.roles.includes(each));
  if (account?.status !== "ACTIVE" || !role) throw new Refusal("FORBIDDEN", { reason: "role" });
  return { head, role, author: { actorId: actor.accountId, actorRole: role } };
}
