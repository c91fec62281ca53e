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
  async apply(tx, event) {
    const mayEnter = await accessSince(tx, event);
    if (mayEnter === null) return;
    const memberships = await tx.find(ProviderMember, { accountId: event.streamId }, "ORDER BY provider_id");
    const ids = memberships.map(({ providerId }) => providerId);
    tx.lockAll(Provider, ids);
    for (const provider of await tx.find(Provider, { id: ids }, "ORDER BY id")) {
      if (!isAdmitted(provider) || (!mayEnter && (await isReachable(tx, provider.id)))) continue;
      await settleStanding(tx, provider);
      if (!mayEnter)
        recordOnProvider(tx, provider, "PROVIDER_UNREACHABLE", SYSTEM, "MEMBERS", {}, await activeLeads(tx));
    }
  },
};
