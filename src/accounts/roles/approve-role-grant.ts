import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../actor/actor";
import { Refusal } from "../../platform/refusal";
import { Account } from "../account/account.entity";
import { refuseMembers } from "../actor/refuse-members";
import type { ApproveRoleGrantInput } from "./role-grant.types";
import { changeRoles } from "./change-roles";
import { openGrant } from "./open-grant";

const field = "input.roleGrantId";

/** The second person agrees: the role is in force from the person's next request on. */
export async function approveRoleGrant(
  tx: Tx,
  actor: Actor,
  { roleGrantId, reason }: ApproveRoleGrantInput,
): Promise<{ roleGrantId: string }> {
  const { grant, account, author } = await openGrant(tx, actor, roleGrantId, "APPROVE");
  if (account.status !== "ACTIVE")
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "roleGrant.accountNotActive", field });
  const proposer = await tx.byId(Account, grant.proposedById);
  if (proposer?.status !== "ACTIVE" || !proposer.roles.includes("ADMIN"))
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "roleGrant.proposerGone", field });
  await refuseMembers(tx, account.id, [grant.role], field);
  tx.change(grant, { status: "APPROVED", decidedById: actor.accountId, decidedAt: tx.now, note: reason ?? null });
  await changeRoles(tx, account, [...new Set([...account.roles, grant.role])], author);
  return { roleGrantId };
}
