import type { Author } from "../account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../actor/actor";
import { newId } from "../../platform/ids";
import { DAY } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import type { Account } from "../account/account.entity";
import type { AccountRole } from "../actor/account-enums.types";
import { RoleGrant } from "./role-grant.entity";
import { recordRole } from "./record-role";
import { settleRoleGrant } from "./settle-role-grant";

/** One administrator proposes these roles; a second person must agree. Roles already proposed keep their proposer. */
export async function proposeRoles(
  tx: Tx,
  actor: Actor,
  account: Account,
  roles: readonly AccountRole[],
  reason: string | null,
): Promise<void> {
  const open = await tx.find(RoleGrant, { accountId: account.id, status: "PROPOSED" });
  const rules = await HouseRules.inForce(tx, tx.now);
  const author: Author = { actorId: actor.accountId, actorRole: "ADMIN" };
  for (const grant of open.filter(({ role }) => !roles.includes(role)))
    await settleRoleGrant(tx, account, grant, "WITHDRAWN", author);
  for (const role of roles.filter((each) => !open.some((grant) => grant.role === each))) {
    const grant = Object.assign(new RoleGrant(), {
      id: newId(RoleGrant),
      accountId: account.id,
      role,
      status: "PROPOSED" as const,
      proposedById: actor.accountId,
      proposedAt: tx.now,
      reason,
      endsAt: tx.now + rules.number("roles.proposal", "days") * DAY,
      decidedById: null,
      decidedAt: null,
      note: null,
    });
    tx.insert(RoleGrant, grant);
    await recordRole(tx, account, "ROLE_PROPOSED", author, { roleGrantId: grant.id, role });
  }
}
