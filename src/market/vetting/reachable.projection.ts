import { ACCESS_EVENTS, accessSince, type AccessEvent } from "../../accounts/account/access.queries";
import { activeLeads } from "../../accounts/account/leads.queries";
import { SYSTEM } from "../../accounts/account/record-on-account";
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
      if (await isReachable(tx, provider.id)) continue;
      recordOnProvider(tx, provider, "PROVIDER_UNREACHABLE", SYSTEM, "MEMBERS", {}, await activeLeads(tx));
    }
  },
};
