import type { NumberedEvent } from "../database/event.entity";
import type { Reader } from "../database/reader";
import { sql } from "../database/sql";
import { numberedEvents } from "./numbered-events";
import type { Tail } from "./tail";

/** All events after one position, up to another: from memory, where it goes back so far. */
export async function eventsBetween(
  { tail, database }: { tail: Tail; database: Reader },
  after: number,
  upTo: number,
): Promise<NumberedEvent[]> {
  if (after >= tail.oldestInMemory) return tail.inMemory(after, upTo);
  return numberedEvents(database, sql`p.position > ${after} AND p.position <= ${upTo}`);
}
