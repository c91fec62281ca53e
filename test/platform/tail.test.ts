import pino from "pino";
import { lockAccount } from "../../src/accounts/account/account.queries";
import { recordOnAccount, SYSTEM } from "../../src/accounts/account/record-on-account";
import { sql } from "../../src/platform/database/sql";
import { numberedEvents } from "../../src/platform/feed/numbered-events";
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
      for (let time = 0; time < times; time += 1) recordOnAccount(tx, account, "SIGNED_OUT_EVERYWHERE", SYSTEM, {});
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
      const logged = await numberedEvents(world.db, sql`t.type = 'PASSWORD_CHANGED'`);
      const positions = logged.map(({ position }) => position).filter((position) => position > before);
      const topics = [...new Set(logged.flatMap(({ topicList }) => topicList))];
      const reader = new FeedCursor(tail, topics, before, async () => true, true, "STREAM");
      const heard: number[] = [];
      for (let next = await reader.nextNow(); next; next = await reader.nextNow())
        if (next.event) heard.push(next.event.position);
      expect(heard).toEqual(positions);
    } finally {
      await tail.stop();
    }
  });

  test("a reader that is behind is not told of what the tail itself has yet to read: it would hear of that twice", async () => {
    await happen(3);
    await world.projected();
    const tail = await Tail.start(world.db, LOG);
    // It reads no more; what comes now is committed, and in the log.
    await tail.stop();
    const head = tail.position;
    await happen(2);
    await world.projected();
    const later = await numberedEvents(world.db, sql`p.position > ${head}`);
    expect(later.length).toBeGreaterThanOrEqual(2);
    const topics = [...new Set(later.flatMap(({ topicList }) => topicList))];
    const reader = new FeedCursor(tail, topics, head - 3, async () => true, true, "STREAM");
    const heard: number[] = [];
    for (let next = await reader.nextNow(); next; next = await reader.nextNow())
      if (next.event) heard.push(next.event.position);
    expect(heard).toEqual([head - 2, head - 1, head]);
  });

  test("what is committed while it reads is read at once, however often the bell rings", async () => {
    const tail = await Tail.start(world.db, LOG);
    const rows = world.db.rows.bind(world.db);
    let goOn = (): void => undefined;
    const isHeld = new Promise<void>((done) => (goOn = done));
    const reads = jest.spyOn(world.db, "rows");
    const ofTail = (): number => reads.mock.calls.filter(([{ params }]) => params[0] === before).length;
    const before = tail.position;
    try {
      // The first read of the tail does not end before all has been committed.
      reads.mockImplementation(async (statement, ...rest) => {
        const found = await rows(statement, ...rest);
        if (statement.params[0] === before) await isHeld;
        return found;
      });
      await happen(1);
      for (let n = 0; n < 30; n += 1) await happen(1);
      reads.mockImplementation(rows);
      const seen = reads.mock.calls.length;
      goOn();
      await tail.catchUp();
      expect(tail.position).toBe(before + 31);
      expect(ofTail()).toBeGreaterThan(0);
      const since = reads.mock.calls.slice(seen).filter(([{ text }]) => text.includes("FROM log_position p JOIN"));
      // Its own two, and those of the world's server, which follows too.
      expect(since.length).toBeLessThanOrEqual(8);
    } finally {
      goOn();
      reads.mockRestore();
      await tail.stop();
    }
  });
});
