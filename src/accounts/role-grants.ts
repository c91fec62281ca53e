import type { Tx } from "../platform/database/tx";
import type { Events } from "../platform/database/event";
import type { Actor } from "./actor";
import { isIdOf, newId } from "../platform/ids";
import { Refusal } from "../platform/refusal";
import { DAY } from "../platform/time";
import { HouseRules } from "../house-rules/house-rules";
import type { AccountRecord } from "./account-events";
import { ON_JOIN_STAFF } from "./account-hooks";
import { Account } from "./account.entity";
import type { AccountRole } from "./account-enums.types";
import { mayActForProviders } from "./account.policy";
import { overseers } from "./overseers.queries";
import { recordOnAccount, type Author } from "./record-on-account";
import { RoleGrant, type RoleGrantStatus } from "./role-grant.entity";
import { isGrantedByTwo } from "./role-grant.policy";

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
  const author = { actorId: actor.accountId, actorRole: "ADMIN" };
  for (const grant of open.filter(({ role }) => !roles.includes(role)))
    await settle(tx, account, grant, "WITHDRAWN", author);
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

const EVENT_OF = {
  DECLINED: "ROLE_DECLINED",
  WITHDRAWN: "ROLE_PROPOSAL_WITHDRAWN",
  LAPSED: "ROLE_PROPOSAL_LAPSED",
} as const satisfies Record<Exclude<RoleGrantStatus, "PROPOSED" | "APPROVED" | "ENDED">, AccountRecord>;

/** Ends a proposal without granting the role. */
export async function settle(
  tx: Tx,
  account: Account,
  grant: RoleGrant,
  status: keyof typeof EVENT_OF,
  author: Author,
): Promise<void> {
  tx.change(grant, { status });
  await recordRole(tx, account, EVENT_OF[status], author, { roleGrantId: grant.id, role: grant.role });
}

/** The one place where roles change. Removing a role ends the grant it came from. */
export async function changeRoles(tx: Tx, account: Account, roles: AccountRole[], author: Author): Promise<void> {
  const before = account.roles;
  const taken = before.filter((role) => !roles.includes(role));
  for (const role of taken)
    tx.execute("UPDATE role_grant SET status = 'ENDED' WHERE account_id = ? AND role = ? AND status = 'APPROVED'", [
      account.id,
      role,
    ]);
  if (!mayActForProviders(roles)) for (const join of tx.hooked(ON_JOIN_STAFF)) join(tx, account);
  tx.change(account, { roles });
  const data = { before: before.join(" "), after: roles.join(" ") };
  const changed = [...taken, ...roles.filter((role) => !before.includes(role))];
  if (changed.some(isGrantedByTwo)) await recordRole(tx, account, "ACCOUNT_ROLES_CHANGED", author, data);
  else recordOnAccount(tx, account, "ACCOUNT_ROLES_CHANGED", author, data);
}

async function recordRole<T extends AccountRecord>(
  tx: Tx,
  account: Account,
  type: T,
  author: Author,
  data: Events[T],
): Promise<void> {
  const notified = new Set([account.id, ...(await overseers(tx))]);
  notified.delete(author.actorId ?? "");
  recordOnAccount(tx, account, type, author, data, [...notified]);
}

/** The proposal and the person it is about, who is locked. */
export async function lockGrant(tx: Tx, id: string, field: string): Promise<{ grant: RoleGrant; account: Account }> {
  const found = isIdOf(RoleGrant, id) ? await tx.byId(RoleGrant, id) : null;
  const account = found && (await tx.lock(Account, found.accountId));
  // Read again under the account's lock: someone else may have decided.
  const grant = account && (await tx.byId(RoleGrant, id));
  if (!grant) throw new Refusal("NOT_FOUND", { field });
  return { grant, account };
}
