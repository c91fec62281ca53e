import { REGISTER_STREAM, REGISTER_TOPIC } from "../../adjudication/register/enter-register";
import { hasScope, isMemberOf, type Actor } from "../../accounts/actor/actor";
import { caseNumber } from "../../case/complaints/case-number.pure";
import { isMine } from "../../case/complaints/complaint.live";
import { Complaint } from "../../case/complaints/complaint.entity";
import { Provider } from "../../market/providers/provider.entity";
import { scopeOf, streamOf } from "../../market/providers/provider.live";
import { maySeeProvider, maySeeProviderEvent } from "../../market/providers/provider.policy";
import type { NumberedEvent } from "../../platform/database/event.entity";
import type { Loaders } from "../../platform/database/loaders";
import type { LiveCursors } from "../../platform/feed/live-cursor";
import { jsonWithoutWords, type Json } from "../../platform/graphql/event-catalogue";

/** What a client is sent of an event: where to continue from it, and of what. */
export interface News {
  cursor: string;
  data: Record<string, Json>;
}

const CASES = "cases:";
const PROVIDER = "provider:";

/** Whether there may be anything for this client on these topics; `newsFor` decides. */
export const mayConcern = ({ client }: Actor, topics: readonly string[]): boolean =>
  topics.some(
    (topic) =>
      topic === REGISTER_TOPIC ||
      (client?.providerId
        ? topic === CASES + client.providerId || topic === PROVIDER + client.providerId
        : topic.startsWith(PROVIDER)),
  );

/**
 * The event as the client may see it at this moment, by the scopes and policies of the live streams `myComplaintsUpdated`, `providerUpdated`
 * and `registerUpdated`; null: by none of them.
 */
export async function newsFor(
  actor: Actor,
  loaders: Loaders,
  cursors: LiveCursors,
  event: NumberedEvent,
): Promise<News | null> {
  const viewer = { actor, loaders, scope: actor.accountId };
  const { topicList, type, position } = event;
  for (const topic of topicList) {
    if (topic.startsWith(CASES) && isMemberOf(actor, topic.slice(CASES.length))) {
      const complaint = await loaders.byId(Complaint, event.streamId);
      if (!complaint || !hasScope(actor, "COMPLAINTS_READ") || !(await isMine(viewer, event))) continue;
      return {
        cursor: cursors.at("myComplaintsUpdated", viewer.scope, position),
        data: {
          complaintId: complaint.id,
          // One that is still to be numbered, see sweep-numbers.ts, holds up nobody's webhooks.
          number: complaint.number === null ? null : caseNumber(complaint),
          providerId: complaint.providerId,
          orderId: complaint.orderId,
          status: complaint.status,
          version: complaint.version,
          event: jsonWithoutWords(type, event.data, complaint.currency),
        },
      };
    }
    if (topic.startsWith(PROVIDER) && hasScope(actor, "PROVIDER_READ")) {
      const provider = await loaders.byId(Provider, topic.slice(PROVIDER.length));
      if (!provider || !maySeeProvider(actor, provider) || !maySeeProviderEvent(actor, provider, event)) continue;
      return {
        cursor: cursors.at(streamOf(provider.id), scopeOf(viewer, provider.id), position),
        data: { providerId: provider.id, status: provider.status, event: jsonWithoutWords(type, event.data) },
      };
    }
    if (topic === REGISTER_TOPIC && hasScope(actor, "REGISTER_READ"))
      return {
        cursor: cursors.at(REGISTER_STREAM, "public", position),
        data: { event: jsonWithoutWords(type, event.data) },
      };
  }
  return null;
}
