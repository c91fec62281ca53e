import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../actor/actor";
import { Refusal } from "../../platform/refusal";
import { Account } from "./account.entity";
import type { AccountAction } from "../actor/account-enums.types";
import { whyNot } from "../actor/account.policy";
import { lockAccount } from "./account.queries";
import type { Author } from "./record-on-account";

/** The account an administrator is about to change, locked. */
export async function administerAccount(
  tx: Tx,
  actor: Actor,
  action: AccountAction,
  accountId: string,
): Promise<{ account: Account; author: Author }> {
  // Of two who act on each other at once, the second is no administrator any more: otherwise none might be left.
  tx.lockAll(Account, [actor.accountId, accountId]);
  const administrator = await tx.lock(Account, actor.accountId);
  if (administrator?.status !== "ACTIVE" || !administrator.roles.includes("ADMIN"))
    throw new Refusal("FORBIDDEN", { reason: "role" });
  const account = await lockAccount(tx, accountId, "input.accountId");
  const obstacle = whyNot(action, actor, account);
  if (obstacle) throw new Refusal(obstacle.code, { ...obstacle, field: "input.accountId" });
  return { account, author: { actorId: actor.accountId, actorRole: "ADMIN" } };
}
