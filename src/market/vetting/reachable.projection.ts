import { ACCESS_EVENTS, accessSince, type AccessEvent } from "../../accounts/account/access.queries";
import { activeLeads } from "../../accounts/account/leads.queries";
import { SYSTEM } from "../../accounts/account/record-on-account";
import type { EventOf } from "../../platform/database/event.entity";
import { sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import type { Projection } from "../../platform/feed/projection";
import { isReachable } from "../providers/members.queries";
import { ProviderMember } from "../providers/provider-member.entity";
import { Provider } from "../providers/provider.entity";
import { isAdmitted } from "../providers/provider.pure";
import { recordOnProvider } from "../providers/record-on-provider";
import { settleStanding } from "./settle-standing";

/**
 * A provider of whose members nobody can sign in sells nothing until somebody can, and the leads are told: nobody answers for it. Apart from the command, which
 * holds the account: a provider is locked before accounts.
 */
export const reachableProjection: Projection<AccessEvent> = {
  name: "reachable-providers",
  types: ACCESS_EVENTS,
  // Once for all members who are locked out together.
  async apply() {},
  async settle(tx, events) {
    const accountId: string[] = [];
    for (const event of events) if ((await accessSince(tx, event)) !== null) accountId.push(event.streamId);
    if (accountId.length === 0) return;
    const memberships = await tx.find(ProviderMember, { accountId });
    const ids = [...new Set(memberships.map(({ providerId }) => providerId))];
    if (ids.length === 0) return;
    tx.lockAll(Provider, ids);
    for (const provider of await tx.find(Provider, { id: ids }, "ORDER BY id")) {
      if (!isAdmitted(provider)) continue;
      await settleStanding(tx, provider);
      if ((await isReachable(tx, provider.id)) || (await isToldLater(tx, provider, events))) continue;
      recordOnProvider(tx, provider, "PROVIDER_UNREACHABLE", SYSTEM, "MEMBERS", {}, await activeLeads(tx));
    }
  },
};

/** Another of its members is locked out as well, and that has yet to come here: told once, with the last of them. */
async function isToldLater(tx: Tx, { id }: Provider, events: readonly EventOf<AccessEvent>[]): Promise<boolean> {
  const last = events.at(-1)?.position ?? 0;
  const later = await tx.query(
    sql`SELECT t.id FROM provider_member m JOIN event_log t ON t.stream_id = m.account_id LEFT JOIN log_position p ON p.event_id = t.id
     WHERE m.provider_id = ${id} AND t.type IN ('ACCOUNT_SUSPENDED', 'ACCOUNT_DEPROVISIONED') AND (p.position IS NULL OR p.position > ${last}) LIMIT 1`,
  );
  return later.length > 0;
}
