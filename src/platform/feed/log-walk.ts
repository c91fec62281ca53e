import type { NumberedEvent } from "../database/event.entity";
import type { Lasting, Tail } from "./tail";

/** So many events of the topics are returned at a time. */
const FEW = 100;

interface Step {
  events: readonly NumberedEvent[];
  /** No event of the topics up to here is left out. */
  position: number;
  /** These were the last events there are. */
  atHead: boolean;
}

/** The log after a place, a few events at a time, for one-off reads. Subscriptions use a FeedCursor. */
export async function* walkLog(
  tail: Tail,
  topics: readonly string[],
  from: number,
  lasting: Lasting,
): AsyncGenerator<Step, void, undefined> {
  let place = from;
  let atHead = false;
  while (!atHead) {
    const stretch = await look(tail, topics, place, lasting);
    for (let start = 0; start < stretch.events.length; start += FEW) {
      const events = stretch.events.slice(start, start + FEW);
      yield { events, position: events.at(-1)?.position ?? place, atHead: false };
    }
    ({ position: place, atHead } = stretch);
    yield { events: [], position: place, atHead };
  }
}

/** A few events, from the log or from memory. */
async function look(tail: Tail, topics: readonly string[], place: number, lasting: Lasting): Promise<Step> {
  if (place < tail.oldestInMemory) {
    const { events, upTo } = await tail.readBack(topics, place, lasting);
    return { events, position: upTo > place ? upTo : tail.oldestInMemory, atHead: false };
  }
  const events: NumberedEvent[] = [];
  let next = tail.next(topics, place);
  for (; next && events.length < FEW; next = tail.next(topics, next.position)) events.push(next);
  const atHead = next === undefined;
  return {
    events,
    position: atHead ? Math.max(place, tail.position) : (events.at(-1)?.position ?? place),
    atHead,
  };
}
