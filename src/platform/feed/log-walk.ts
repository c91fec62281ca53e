import type { LoggedEvent } from "../database/event.entity";
import type { Tail } from "./tail";

/** So many events of the topics are returned at a time. */
const FEW = 100;

interface Step {
  events: readonly LoggedEvent[];
  /** No event of the topics up to here is left out. */
  position: number;
  /** These were the last events there are. */
  atHead: boolean;
  /** How many rows of the log were read for it. */
  rows: number;
}

/** The log after a place, a few events at a time, for one-off reads. Subscriptions use a FeedCursor. */
export async function* walkLog(
  tail: Tail,
  topics: readonly string[],
  from: number,
  lasting: boolean,
): AsyncGenerator<Step, void, undefined> {
  let place = from;
  let atHead = false;
  while (!atHead) {
    const stretch = await look(tail, topics, place, lasting);
    for (let start = 0; start < stretch.events.length; start += FEW) {
      const events = stretch.events.slice(start, start + FEW);
      yield { events, position: events.at(-1)?.position ?? place, atHead: false, rows: 0 };
    }
    ({ position: place, atHead } = stretch);
    yield { events: [], position: place, atHead, rows: stretch.rows };
  }
}

/** A page of the log, or of where lasting topics stand in it, or a few events in memory. */
async function look(tail: Tail, topics: readonly string[], place: number, lasting: boolean): Promise<Step> {
  if (place < tail.oldestInMemory) {
    const { events, upTo } = await (lasting ? tail.readLasting(topics, place) : tail.readBack(topics, place));
    const position = upTo > place ? upTo : tail.oldestInMemory;
    return { events, position, atHead: false, rows: lasting ? events.length : position - place };
  }
  const events: LoggedEvent[] = [];
  let next = tail.next(topics, place);
  for (; next && events.length < FEW; next = tail.next(topics, next.position)) events.push(next);
  const atHead = next === undefined;
  return {
    events,
    position: atHead ? Math.max(place, tail.position) : (events.at(-1)?.position ?? place),
    atHead,
    rows: 0,
  };
}
