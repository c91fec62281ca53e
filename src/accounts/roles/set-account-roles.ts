import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../actor/actor";
import type { AccountRole } from "../actor/account-enums.types";
import { administerAccount } from "../account/administer-account";
import { refuseMembers } from "../actor/refuse-members";
import { isGrantedByTwo } from "./role-grant.policy";
import { changeRoles } from "./change-roles";
import { proposeRoles } from "./propose-roles";

/**
 * Roles are removed at once, which takes effect on the person's next request and on the next delivery of their subscriptions. Of
 * those added, the ones that one person may grant are granted; the others are proposed, and wait for a second person.
 */
export async function setAccountRoles(
  tx: Tx,
  actor: Actor,
  input: { accountId: string; roles: AccountRole[]; reason?: string | null },
): Promise<{ accountId: string }> {
  const { account, author } = await administerAccount(tx, actor, "SET_ROLES", input.accountId);
  const wanted = [...new Set(input.roles)];
  await refuseMembers(tx, account.id, wanted, "input.roles");
  const held = new Set(account.roles);
  const proposed = wanted.filter((role) => !held.has(role) && isGrantedByTwo(role));
  const roles = wanted.filter((role) => !proposed.includes(role));
  if (roles.length !== held.size || roles.some((role) => !held.has(role)))
    await changeRoles(tx, account, roles, author);
  await proposeRoles(tx, actor, account, proposed, input.reason ?? null);
  return { accountId: account.id };
}
