import { eventsAfter } from "../../platform/database/events-after";
import type { Context } from "../../platform/graphql/context";
import type { Provider } from "./provider.entity";
import { isInside, maySeeProviderEvent } from "./provider.policy";
import { type ProviderEvent, toProviderEvent } from "./provider-event.types";

/** Its history for insiders, oldest first: the events that the viewer would also receive live. */
export async function providerTimeline(
  { db, actor }: Context,
  provider: Provider,
  afterSeq: number,
  first: number,
): Promise<ProviderEvent[] | null> {
  if (!isInside(actor, provider.id)) return null;
  const events = await eventsAfter(db, provider.id, afterSeq, first);
  return events
    .filter((event) => maySeeProviderEvent(actor, provider, event))
    .map((event) => toProviderEvent(event, true));
}
