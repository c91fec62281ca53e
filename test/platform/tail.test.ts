import pino from "pino";
import { lockAccount } from "../../src/accounts/account.queries";
import { recordOnAccount, SYSTEM } from "../../src/accounts/record-on-account";
import { LoggedEvent } from "../../src/platform/database/event.entity";
import { FeedCursor } from "../../src/platform/feed/feed-cursor";
import { Tail } from "../../src/platform/feed/tail";
import { forEachDatabase } from "../support/databases";
import { startWorld, type World } from "../support/world";

const LOG = pino({ level: "silent" });
const ALL = 100;

forEachDatabase((kind) => {
  let world: World;
  let lina: string;
  beforeAll(async () => {
    world = await startWorld(kind);
    lina = (await world.as("li.na")).accountId;
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const happen = (times: number): Promise<void> =>
    world.db.transact(async (tx) => {
      const account = await lockAccount(tx, lina, "id");
      for (let time = 0; time < times; time += 1) recordOnAccount(tx, account, "PASSWORD_CHANGED", SYSTEM, {});
    });

  test.each([
    ["number", { events: 16, bytes: Infinity }],
    ["bytes", { events: Infinity, bytes: 12_000 }],
  ])("the latest events in memory are bounded by their %s; a reader behind them misses none", async (_, keep) => {
    const tail = await Tail.start(world.db, LOG, keep);
    try {
      const before = tail.position;
      const largest = { entries: 0, bytes: 0 };
      tail.observe(() => {
        largest.entries = Math.max(largest.entries, tail.figures.entries);
        largest.bytes = Math.max(largest.bytes, tail.figures.bytes);
      });
      for (let done = 0; done < ALL; done += 10) await happen(10);
      await tail.catchUp();
      expect(tail.position).toBe(before + ALL);
      expect(tail.figures.entries).toBe(tail.inMemory(before, tail.position).length);
      // An observer is told before something is forgotten for the event it is told of.
      expect(largest.entries).toBeLessThanOrEqual(Math.min(keep.events + 1, ALL / 2));
      expect(largest.bytes).toBeLessThanOrEqual(keep.bytes + 2_000);
      expect(tail.figures.bytes).toBeLessThanOrEqual(largest.bytes);
      const logged = await world.db.find(LoggedEvent, { type: "PASSWORD_CHANGED" }, "ORDER BY position");
      const positions = logged.map(({ position }) => position).filter((position) => position > before);
      const topics = [...new Set(logged.flatMap(({ topicList }) => topicList))];
      const reader = new FeedCursor(tail, topics, before, async () => true, true);
      const heard: number[] = [];
      for (let next = await reader.nextNow(); next; next = await reader.nextNow())
        if (next.event) heard.push(next.event.position);
      expect(heard).toEqual(positions);
    } finally {
      await tail.stop();
    }
  });
});
