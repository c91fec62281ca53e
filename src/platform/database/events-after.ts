import { LoggedEvent } from "./event.entity";
import type { Reader } from "./reader";
import { sql } from "./sql";

/** The stream's next events, oldest first. */
export const eventsAfter = (reader: Reader, streamId: string, seq: number, most: number): Promise<LoggedEvent[]> =>
  reader.select(
    LoggedEvent,
    sql`FROM event_log t WHERE t.stream_id = ${streamId} AND t.seq > ${seq} ORDER BY t.seq LIMIT ${most}`,
  );
