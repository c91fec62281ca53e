import fc from "fast-check";
import { createConnection, type Connection } from "mysql2/promise";
import pino from "pino";
import { Account } from "../../src/accounts/account/account.entity";
import { createAccount } from "../../src/accounts/account/create-account";
import { SYSTEM } from "../../src/accounts/account/record-on-account";
import { openDatabase } from "../../src/app/open-database";
import { systemClock } from "../../src/platform/clock";
import type { Database } from "../../src/platform/database/database";
import type { NumberedEvent } from "../../src/platform/database/event.entity";
import { Notice } from "../../src/platform/database/notice.entity";
import { sql } from "../../src/platform/database/sql";
import { EventTopic } from "../../src/platform/database/event-topic.entity";
import { LOOK, numberingOf, type Waiting } from "../../src/platform/feed/number-events";
import { numberedEvents } from "../../src/platform/feed/numbered-events";
import { Tail } from "../../src/platform/feed/tail";
import { eventually } from "../support/eventually";
import { startMariaDb, type TestMariaDb } from "../support/mariadb";
import { describeWith } from "../support/programs";

const LOG = pino({ level: "silent" });
/** As where nothing that was confirmed may be lost, and replicas read along. */
const DURABLE = { "log-bin": "binlog", "server-id": "1", "sync-binlog": "1", "innodb-flush-log-at-trx-commit": "1" };

describeWith("mariadbd", "on a MariaDB with durable commits and a binary log", () => {
  let server: TestMariaDb;
  let url: string;
  /** Two that follow the log, and one that only writes, as if it died after each of its commits. */
  const nodes: { database: Database; tail: Tail; heard: NumberedEvent[] }[] = [];
  let mute: Database;
  let people: string[];

  beforeAll(async () => {
    server = await startMariaDb(DURABLE);
    const connection = await createConnection(server.url);
    await connection.query("CREATE DATABASE log CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
    await connection.end();
    url = `${server.url}/log`;
    mute = await openDatabase({ url }, systemClock);
    people = await mute.transact((tx) =>
      Promise.all(
        ["ada", "ben", "eva"].map(async (login) => {
          const account = await createAccount(tx, { login, displayName: login, roles: ["CONSUMER"], locale: "en" });
          return account.id;
        }),
      ),
    );
    for (let n = 0; n < 2; n += 1) {
      const database = await openDatabase({ url }, systemClock);
      const tail = await Tail.start(database, LOG);
      const heard: NumberedEvent[] = [];
      tail.observe((event) => heard.push(event));
      nodes.push({ database, tail, heard });
    }
  });
  afterAll(async () => {
    for (const { tail, database } of nodes) {
      await tail.stop();
      await database.close();
    }
    await mute?.close();
    await server?.stop();
  });

  const record = (database: Database, person: string, times: number, { fails = false } = {}): Promise<void> =>
    database.transact(async (tx) => {
      const account = await tx.lock(Account, person);
      if (!account) throw new Error("nobody");
      for (let n = 0; n < times; n += 1)
        tx.record(account, {
          type: "SIGNED_OUT_EVERYWHERE",
          ...SYSTEM,
          topics: [`account:${person}`],
          lasting: [`cases:${person}`],
          audience: "SELF",
          data: {},
          notify: [person],
        });
      if (fails) throw new Error("changed my mind");
    });
  const log = (): Promise<NumberedEvent[]> => numberedEvents(mute, sql`1 = 1`);

  /** Every event once, without a gap, each history in its order, and what is written with a position. */
  async function check(): Promise<void> {
    const events = await log();
    expect(events.map(({ position }) => position)).toEqual(events.map((_, index) => index + 1));
    const [all] = await mute.query<{ events: number }>("SELECT COUNT(*) AS events FROM event_log");
    expect(all?.events).toBe(events.length);
    for (const id of new Set(events.map(({ streamId }) => streamId))) {
      const seqs = events.filter(({ streamId }) => streamId === id).map(({ seq }) => seq);
      expect(seqs).toEqual(seqs.map((_, index) => index + 1));
    }
    const topical = events.flatMap(({ position, topicList }) =>
      topicList.filter((topic) => topic.startsWith("cases:")).map((topic) => [topic, position]),
    );
    const topics = await mute.find(EventTopic, {}, "ORDER BY position");
    expect(topics.map(({ topic, position }) => [topic, position])).toEqual(topical);
    const notified = events.flatMap(({ position, topicList, streamId, at }) =>
      topicList
        .filter((topic) => topic.startsWith("inbox:"))
        .map((topic) => ({ recipientId: topic.slice("inbox:".length), position, streamId, at })),
    );
    const notices = await mute.find(Notice, {}, "ORDER BY position");
    expect(notices.map(({ recipientId, position, streamId, at }) => ({ recipientId, position, streamId, at }))).toEqual(
      notified,
    );
  }

  test("whoever writes at once on however many nodes: no gap, each history in its order, nothing skipped, and each node hears it so", async () => {
    const write = fc.record({
      node: fc.integer({ min: 0, max: 2 }),
      person: fc.integer({ min: 0, max: 2 }),
      times: fc.integer({ min: 1, max: 4 }),
      fails: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(write, { minLength: 20, maxLength: 60 }), async (writes) => {
        const before = (await log()).length;
        const databases = [...nodes.map(({ database }) => database), mute];
        await Promise.all(
          writes.map(({ node, person, times, fails }) =>
            record(databases[node] ?? mute, people[person] ?? "", times, { fails }).catch((error: Error) =>
              expect([fails, error.message]).toEqual([true, "changed my mind"]),
            ),
          ),
        );
        for (const { tail } of nodes) await tail.catchUp();
        const kept = writes.reduce((sum, { fails, times }) => sum + (fails ? 0 : times), 0);
        expect((await log()).length).toBe(before + kept);
        await check();
        for (const { tail, heard } of nodes) {
          expect(tail.position).toBe(before + kept);
          expect(heard.map(({ position }) => position)).toEqual(
            heard.map((_, index) => (heard[0]?.position ?? 0) + index),
          );
        }
      }),
      { numRuns: 8, endOnFailure: true },
    );
  });

  test("what a node had committed when it died gets its position from another, which looks each second", async () => {
    const before = nodes.map(({ tail }) => tail.position);
    await record(mute, people[0] ?? "", 3);
    // Asked of neither: nobody rang.
    await eventually(async () => expect(nodes.map(({ tail }) => tail.position)).toEqual(before.map((at) => at + 3)));
    await check();
  });

  describe("by hand, on a connection of its own", () => {
    let connection: Connection;
    beforeEach(async () => {
      connection = await createConnection(url);
      await connection.query("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
    });
    afterEach(() => connection?.destroy());

    const look = async (): Promise<Waiting[]> => (await connection.query(LOOK))[0] as Waiting[];
    async function number(waiting: Waiting[]): Promise<void> {
      for (const { text, params } of numberingOf(waiting)) await connection.query(text, [...params]);
    }

    test("what commits late comes after what was committed before it, though its id is lower", async () => {
      const [tail, before] = [nodes[0]?.tail, (await log()).length];
      await connection.query("START TRANSACTION");
      await connection.query(
        "INSERT INTO event_log (stream_id, seq, type, actor_role, topics, audience, at, data, salt, prev_hash, hash) VALUES ('late', 1, 'X', 'SYSTEM', 'late', 'STAFF', 0, '{}', '', '', '')",
      );
      await connection.query("INSERT INTO event_pending (event_id, recorded_at) VALUES (LAST_INSERT_ID(), 0)");
      await record(mute, people[1] ?? "", 2);
      await tail?.catchUp();
      expect(tail?.position).toBe(before + 2);
      await connection.query("COMMIT");
      await tail?.catchUp();
      expect(tail?.position).toBe(before + 3);
      const [first, second, late] = (await log()).slice(-3);
      expect(late?.streamId).toBe("late");
      expect([first, second].map((event) => (event?.id ?? 0) > (late?.id ?? 0))).toEqual([true, true]);
      await check();
    });

    test("who numbers what it saw a while ago passes over what has a position meanwhile, and leaves what came since to the next", async () => {
      const [tail, before] = [nodes[0]?.tail, (await log()).length];
      await record(mute, people[0] ?? "", 2);
      const seen = await look();
      await tail?.catchUp();
      expect(tail?.position).toBe(before + 2);
      // Both nodes look each second: the connection holds them off.
      await connection.query("START TRANSACTION");
      await connection.query("SELECT position FROM feed_counter WHERE id = 1 FOR UPDATE");
      await record(mute, people[0] ?? "", 1);
      const seenLater = await look();
      await record(mute, people[0] ?? "", 1);
      await number(seen);
      await number(seenLater);
      await connection.query("COMMIT");
      expect((await log()).length).toBe(before + 3);
      await tail?.catchUp();
      expect(tail?.position).toBe(before + 4);
      await check();
    });

    test("who dies while it gives out positions has given out none, and holds up nobody", async () => {
      const [tail, before] = [nodes[0]?.tail, (await log()).length];
      await connection.query("START TRANSACTION");
      await record(mute, people[2] ?? "", 1);
      await number(await look());
      // A command does not wait for the counter, whoever holds it.
      await record(mute, people[2] ?? "", 1);
      const caughtUp = tail?.catchUp();
      expect(tail?.position).toBe(before);
      connection.destroy();
      await caughtUp;
      await tail?.catchUp();
      expect(tail?.position).toBe(before + 2);
      await check();
    });
  });
});
