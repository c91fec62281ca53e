import type { EventType } from "../../platform/database/event";
import type { EventOf } from "../../platform/database/event.entity";
import type { Reader } from "../../platform/database/reader";
import { list, sql } from "../../platform/database/sql";
import { numberedEvents } from "../../platform/feed/numbered-events";

/** What happened to the same before this event, of these types. */
export const earlierEvents = <T extends EventType>(
  reader: Reader,
  { streamId, seq }: Pick<EventOf<EventType>, "streamId" | "seq">,
  types: readonly T[],
): Promise<EventOf<T>[]> =>
  numberedEvents(
    reader,
    sql`t.stream_id = ${streamId} AND t.seq < ${seq} AND t.type IN (${list([...types])})`,
  ) as Promise<EventOf<T>[]>;
