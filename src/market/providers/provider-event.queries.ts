import { LoggedEvent } from "../../platform/database/event.entity";
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
  const mapper = db.mapper(LoggedEvent);
  const rows = await db.query(
    `SELECT ${mapper.select("t")} FROM event_log t WHERE t.stream_id = ? AND t.seq > ? ORDER BY t.seq LIMIT ${first}`,
    [provider.id, afterSeq],
  );
  return rows
    .map((row) => mapper.hydrate(row))
    .filter((event) => maySeeProviderEvent(actor, provider, event))
    .map((event) => toProviderEvent(event, true));
}
