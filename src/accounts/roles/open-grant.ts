import type { Tx } from "../../platform/database/tx";
import { hasRole, type Actor } from "../actor/actor";
import { Refusal } from "../../platform/refusal";
import type { Account } from "../account/account.entity";
import type { Author } from "../account/record-on-account";
import type { RoleGrant } from "./role-grant.entity";
import { GRANT_DECIDERS, whyNotDecideGrant, type RoleGrantAction } from "./role-grant.policy";
import { lockGrant } from "./lock-grant";
import { readSigner } from "./signer.queries";

const field = "input.roleGrantId";

export async function openGrant(
  tx: Tx,
  actor: Actor,
  id: string,
  action: RoleGrantAction,
): Promise<{ grant: RoleGrant; account: Account; author: Author }> {
  const { grant, account } = await lockGrant(tx, id, field);
  const obstacle = whyNotDecideGrant(action, actor, grant, await readSigner(tx, actor, GRANT_DECIDERS), tx.now);
  if (obstacle) throw new Refusal(obstacle.code, { ...obstacle, field });
  const actorRole = hasRole(actor, "ADMIN") ? "ADMIN" : "LEAD_MODERATOR";
  return { grant, account, author: { actorId: actor.accountId, actorRole } };
}
