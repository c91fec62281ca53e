import type { Tx } from "../platform/database/tx";
import type { Actor } from "../platform/identity/actor";
import type { Provider } from "../providers/provider.entity";
import type { Penalty } from "./penalty.entity";

/**
 * Tells that penalties of one provider began or ended, on the provider's feed and on each member's own: what is remembered of
 * their rights drops at once. `provider` is locked.
 */
export async function recordPenalties(
  tx: Tx,
  provider: Provider,
  actor: Actor | null,
  type: "PENALTY_STARTED" | "PENALTY_ENDED",
  penalties: readonly Penalty[],
): Promise<void> {
  if (penalties.length === 0) return;
  const members = await tx.query<{ account_id: string }>(
    "SELECT account_id FROM provider_member WHERE provider_id = ?",
    [provider.id],
  );
  const topics = [`provider:${provider.id}`, ...members.map(({ account_id }) => `account:${account_id}`)];
  for (const penalty of penalties) {
    tx.record(provider, {
      type,
      actorId: actor?.accountId ?? null,
      actorRole: actor ? "MODERATOR" : "SYSTEM",
      topics,
      audience: "PUBLIC",
      data: {
        penaltyId: penalty.id,
        rulingId: penalty.rulingId,
        kind: penalty.kind,
        listingId: penalty.listingId,
        startsAt: penalty.startsAt,
        endsAt: penalty.endsAt,
      },
    });
  }
}
