import { Account } from "../../accounts/account/account.entity";
import { isActiveModerator } from "../../accounts/account/moderators.queries";
import { bondsOf } from "../../accounts/actor/conflicts.queries";
import { foldLogin } from "../../accounts/account/login.pure";
import type { Complaint } from "../complaints/complaint.entity";
import { NO_LEASE } from "../complaints/no-lease.pure";
import type { Reader } from "../../platform/database/reader";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { ProviderMember } from "../../market/providers/provider-member.entity";

/** A moderator to whom cases can be assigned. */
export interface Assignee {
  accountId: string;
  /** All that are theirs, as far as is known. */
  accounts: readonly string[];
  isLead: boolean;
  /** Providers they act for. */
  providerIds: readonly string[];
  /** Providers they have another conflict of interest with. */
  partialTo: readonly string[];
}

interface Named {
  moderatorLogin?: string | null;
  accountId?: string | null;
}

/** The active moderator, named in one of two ways. The existence of any other account is not revealed. */
export async function findAssignee(reader: Reader, named: Named, path: string, now: number): Promise<Assignee> {
  const { moderatorLogin, accountId } = named;
  if (Boolean(moderatorLogin) === Boolean(accountId))
    throw new Refusal("BAD_USER_INPUT", { reason: "desk.oneAssignee", field: `${path}.moderatorLogin` });
  const account = await findAccount(reader, named);
  const roles = account?.status === "ACTIVE" ? account.roles : [];
  const isLead = roles.includes("LEAD_MODERATOR");
  if (!account || !(isLead || roles.includes("MODERATOR")))
    throw new Refusal("NOT_FOUND", {
      reason: "desk.noSuchModerator",
      field: `${path}.${moderatorLogin ? "moderatorLogin" : "accountId"}`,
    });
  const memberships = await reader.find(ProviderMember, { accountId: account.id });
  const { conflicts, others } = await bondsOf(reader, [account.id], now);
  return {
    accountId: account.id,
    accounts: [account.id, ...(others.get(account.id) ?? [])],
    isLead,
    providerIds: memberships.map(({ providerId }) => providerId),
    partialTo: conflicts.of(account.id).map(({ providerId }) => providerId),
  };
}

async function findAccount(reader: Reader, { moderatorLogin, accountId }: Named): Promise<Account | null> {
  if (moderatorLogin) return reader.findOne(Account, { login: foldLogin(moderatorLogin) });
  return accountId && isIdOf(Account, accountId) ? reader.byId(Account, accountId) : null;
}

/** Those of these people who are no moderators. */
export async function leaversAmong(reader: Reader, ids: readonly string[]): Promise<Set<string>> {
  const accounts = ids.length === 0 ? [] : await reader.find(Account, { id: [...ids] });
  return new Set(accounts.filter((account) => !isActiveModerator(account)).map(({ id }) => id));
}

/** The changes when a case is assigned. A previous holder loses it; it leaves the leads' queue unless it is assigned to a lead. */
export function assignment(
  complaint: Complaint,
  { accountId, isLead, providerIds, partialTo }: Assignee,
  isRecused: boolean,
): Partial<Complaint> {
  if (complaint.consumerId === accountId || providerIds.includes(complaint.providerId))
    throw new Refusal("CONFLICT_OF_INTEREST", { reason: "desk.assigneeIsParty" });
  if (partialTo.includes(complaint.providerId))
    throw new Refusal("CONFLICT_OF_INTEREST", { reason: "desk.assigneePartial" });
  if (isRecused) throw new Refusal("CONFLICT_OF_INTEREST", { reason: "desk.assigneeRecused" });
  return { ...NO_LEASE, assignedToId: accountId, escalatedAt: isLead ? complaint.escalatedAt : null };
}
