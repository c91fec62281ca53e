import { Account } from "../../accounts/account/account.entity";
import { foldLogin } from "../../accounts/account/login.pure";
import { sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { DAY } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import { whyNotInvite } from "./invitation.pure";
import { manageProvider } from "./manage-provider";
import { ProviderInvitation } from "./provider-invitation.entity";
import type { MemberRole } from "./provider-member.entity";
import { recordOnProvider } from "./record-on-provider";

/**
 * Whether the login belongs to someone, to no one, to staff, or to a member: the same is read, written and returned, so that neither the response nor
 * its timing reveals who exists. For an unused login the notice goes into an inbox that no one owns.
 */
export async function inviteProviderMember(
  tx: Tx,
  actor: Actor,
  input: { providerId: string; login: string; role: MemberRole },
): Promise<{ invitationId: string }> {
  const { provider, author } = await manageProvider(tx, actor, input.providerId);
  const obstacle = whyNotInvite({ status: provider.status, terminated: false });
  if (obstacle) throw new Refusal(obstacle.code, { ...obstacle, field: "input.providerId" });
  const login = foldLogin(input.login);
  const rules = await HouseRules.inForce(tx, tx.now);
  await refuseTooMany(tx, provider.id, login, rules);

  const account = await tx.findOne(Account, { login });
  const blocked = await isBlocked(tx, provider.id, login, rules);
  const id = newId(ProviderInvitation);
  const accountId = account && !blocked ? account.id : null;
  tx.insert(ProviderInvitation, {
    id,
    providerId: provider.id,
    login,
    accountId,
    role: input.role,
    status: "OPEN",
    invitedById: actor.accountId,
    invitedAt: tx.now,
    expiresAt: tx.now + rules.number("invitation.answer", "days") * DAY,
    endedAt: null,
    blockedAt: null,
  });
  const data = { invitationId: id, role: input.role };
  recordOnProvider(tx, provider, "PROVIDER_MEMBER_INVITED", author, "MEMBERS", data, [accountId ?? id]);
  return { invitationId: id };
}

/** Counts the provider's own acts, whether or not they reached anyone. */
async function refuseTooMany(tx: Tx, providerId: string, login: string, rules: HouseRules): Promise<void> {
  const open = await tx.query<{ id: string; login: string }>(
    "SELECT id, login FROM provider_invitation WHERE provider_id = ? AND status = 'OPEN' AND expires_at > ?",
    [providerId, tx.now],
  );
  const same = open.find((each) => each.login === login);
  if (same)
    throw new Refusal("ALREADY_EXISTS", { reason: "invitation.open", field: "input.login", existingId: same.id });
  const most = rules.number("invitation.open", "count");
  if (open.length >= most) throw new Refusal("LIMIT_REACHED", { reason: "invitation.tooManyOpen", params: { most } });
  const perDay = rules.number("invitation.perDay", "count");
  const [oldest] = await tx.query<{ invited_at: number }>(
    sql`SELECT invited_at FROM provider_invitation WHERE provider_id = ${providerId} AND invited_at > ${tx.now - DAY}
     ORDER BY invited_at DESC, id DESC LIMIT 1 OFFSET ${perDay - 1}`,
  );
  if (!oldest) return;
  const retryAfter = Math.ceil((oldest.invited_at + DAY - tx.now) / 1_000);
  throw new Refusal("RATE_LIMITED", { reason: "invitation.tooManyToday", retryAfter, params: { most: perDay } });
}

/** The person declined and has blocked this provider. */
async function isBlocked(tx: Tx, providerId: string, login: string, rules: HouseRules): Promise<boolean> {
  const since = tx.now - rules.number("invitation.block", "days") * DAY;
  const rows = await tx.query(
    "SELECT 1 FROM provider_invitation WHERE provider_id = ? AND login = ? AND blocked_at > ? LIMIT 1",
    [providerId, login, since],
  );
  return rows.length > 0;
}
