import type { Tx } from "../platform/database/tx";
import { hasRole, type Actor } from "./actor";
import { Refusal } from "../platform/refusal";
import { Account } from "./account.entity";
import type { Author } from "./record-on-account";
import { refuseMembers } from "./refuse-members";
import type { RoleGrant } from "./role-grant.entity";
import type { ApproveRoleGrantInput, DeclineRoleGrantInput } from "./role-grant.types";
import { GRANT_DECIDERS, whyNotDecideGrant, type RoleGrantAction } from "./role-grant.policy";
import { changeRoles, lockGrant, settle } from "./role-grants";
import { readSigner } from "./signer.queries";

const field = "input.roleGrantId";

/** The second person agrees: the role is in force from the person's next request on. */
export async function approveRoleGrant(
  tx: Tx,
  actor: Actor,
  { roleGrantId, note }: ApproveRoleGrantInput,
): Promise<{ roleGrantId: string }> {
  const { grant, account, author } = await open(tx, actor, roleGrantId, "APPROVE");
  if (account.status !== "ACTIVE")
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "roleGrant.accountNotActive", field });
  const proposer = await tx.byId(Account, grant.proposedById);
  if (proposer?.status !== "ACTIVE" || !proposer.roles.includes("ADMIN"))
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "roleGrant.proposerGone", field });
  await refuseMembers(tx, account.id, [grant.role], field);
  tx.change(grant, { status: "APPROVED", decidedById: actor.accountId, decidedAt: tx.now, note: note ?? null });
  await changeRoles(tx, account, [...new Set([...account.roles, grant.role])], author);
  return { roleGrantId };
}

export async function declineRoleGrant(
  tx: Tx,
  actor: Actor,
  { roleGrantId, note }: DeclineRoleGrantInput,
): Promise<{ roleGrantId: string }> {
  const { grant, account, author } = await open(tx, actor, roleGrantId, "DECLINE");
  tx.change(grant, { decidedById: actor.accountId, decidedAt: tx.now, note });
  await settle(tx, account, grant, "DECLINED", author);
  return { roleGrantId };
}

async function open(
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
