import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../actor/actor";
import type { DeclineRoleGrantInput } from "./role-grant.types";
import { settleRoleGrant } from "./settle-role-grant";
import { openGrant } from "./open-grant";

export async function declineRoleGrant(
  tx: Tx,
  actor: Actor,
  { roleGrantId, reason }: DeclineRoleGrantInput,
): Promise<{ roleGrantId: string }> {
  const { grant, account, author } = await openGrant(tx, actor, roleGrantId, "DECLINE");
  tx.change(grant, { decidedById: actor.accountId, decidedAt: tx.now, note: reason });
  await settleRoleGrant(tx, account, grant, "DECLINED", author);
  return { roleGrantId };
}
