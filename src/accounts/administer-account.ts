import type { Tx } from "../platform/database/tx";
import type { Actor } from "./actor";
import { Refusal } from "../platform/refusal";
import type { Account } from "./account.entity";
import type { AccountAction } from "./account-enums.types";
import { whyNot } from "./account.policy";
import { lockAccount } from "./account.queries";
import type { Author } from "./record-on-account";

/** The account an administrator is about to change, locked. */
export async function administerAccount(
  tx: Tx,
  actor: Actor,
  action: AccountAction,
  accountId: string,
): Promise<{ account: Account; author: Author }> {
  const account = await lockAccount(tx, accountId, "input.accountId");
  const obstacle = whyNot(action, actor, account);
  if (obstacle) throw new Refusal(obstacle.code, { ...obstacle, field: "input.accountId" });
  return { account, author: { actorId: actor.accountId, actorRole: "ADMIN" } };
}
