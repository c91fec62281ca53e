import { Complaint } from "../../case/complaints/complaint.entity";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import type { Provider } from "../../market/providers/provider.entity";
import type { ProviderAudience } from "../../market/providers/provider.policy";
import { providerTopic } from "../../market/providers/record-on-provider";
import type { Penalty } from "./penalty.entity";

/** What happens to a penalty, and who may know: a penalty that never acted is not made public. */
const AUDIENCE = {
  PENALTY_STARTED: "PUBLIC",
  PENALTY_ENDED: "PUBLIC",
  PENALTY_SUPERSEDED: "PUBLIC",
  PENALTY_RESTORED: "PUBLIC",
  PENALTY_REVERSED: "PUBLIC",
  PENALTY_STAYED: "MEMBERS",
  PENALTY_RESUMED: "MEMBERS",
  PENALTY_WITHDRAWN: "MEMBERS",
  PENALTY_AWAITS_APPROVAL: "MEMBERS",
  PENALTY_APPROVAL_LATE: "MEMBERS",
  PENALTY_APPROVED: "MEMBERS",
  PENALTY_DECLINED: "MEMBERS",
  PENALTY_HEARD: "MEMBERS",
} as const satisfies Record<string, ProviderAudience>;

/**
 * Records what became of one provider's penalties, on the provider's feed and on each member's own, so that cached permissions are
 * dropped at once. The caller has locked `provider`.
 */
export async function recordPenalties(
  tx: Tx,
  provider: Provider,
  actor: Actor | null,
  type: keyof typeof AUDIENCE,
  penalties: readonly Penalty[],
): Promise<void> {
  if (penalties.length === 0) return;
  const accounts = await membersOf(tx, provider.id);
  const topics = accounts.map((id) => `account:${id}`);
  const actorRole = actor === null ? "SYSTEM" : accounts.includes(actor.accountId) ? "PROVIDER" : "MODERATOR";
  for (const penalty of penalties) {
    const complaint = AUDIENCE[type] === "MEMBERS" ? await tx.byId(Complaint, penalty.complaintId) : null;
    tx.record(provider, {
      type,
      actorId: actor?.accountId ?? null,
      actorRole,
      topics,
      lasting: [providerTopic(provider.id)],
      audience: AUDIENCE[type],
      notify: actorRole === "PROVIDER" ? [] : [provider.id],
      data: {
        penaltyId: penalty.id,
        rulingId: penalty.rulingId,
        kind: penalty.kind,
        listingId: penalty.listingId,
        startsAt: penalty.startsAt,
        endsAt: penalty.endsAt,
        ...(type === "PENALTY_APPROVAL_LATE" && { wasDueAt: penalty.approvalDueAt ?? tx.now }),
        ...(type === "PENALTY_AWAITS_APPROVAL" &&
          penalty.hearingUntil !== null && { hearingUntil: penalty.hearingUntil }),
        // Not shown to anyone: it determines who else may not see the event (maySeeProviderEvent).
        ...(complaint && { consumerId: complaint.consumerId }),
      },
    });
  }
}

/** By the provider that a transaction holds locked: its members join and leave under the same lock. */
const MEMBERS = new WeakMap<Tx, Map<string, string[]>>();

/** Read once, under that lock. */
export async function membersOf(tx: Tx, id: string): Promise<string[]> {
  const known = MEMBERS.get(tx) ?? new Map<string, string[]>();
  MEMBERS.set(tx, known);
  const read = known.get(id);
  if (read) return read;
  const rows = await tx.query<{ account_id: string }>("SELECT account_id FROM provider_member WHERE provider_id = ?", [
    id,
  ]);
  const accounts = rows.map(({ account_id: account }) => account);
  known.set(id, accounts);
  return accounts;
}
