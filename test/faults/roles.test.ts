import { createConnection, type Connection } from "mysql2/promise";
import WebSocket from "ws";
import { Complaint } from "../../src/case/complaints/complaint.entity";
import { openDatabase } from "../../src/app/open-database";
import { systemClock } from "../../src/platform/clock";
import type { Database } from "../../src/platform/database/database";
import { sql } from "../../src/platform/database/sql";
import { createMigratedDatabase, type TestDatabase } from "../support/databases";
import { redress } from "../support/command-line";
import { eventually } from "../support/eventually";
import { postJson } from "../support/post-json";
import { describeWith } from "../support/programs";
import { startRedis, type TestRedis } from "../support/redis";
import { temporaryFolder } from "../support/temporary";
import { openSocket, signIn, Stream } from "../support/world";
import { SECRET, ServerNode } from "./nodes";

jest.setTimeout(600_000);

const STATISTICS = "projection:statistics";
const VIEWERS = "subscription ($id: ID!) { complaintViewers(id: $id) { displayName isMe } }";

describeWith("mariadbd", "processes with roles of their own on one MariaDB", () => {
  describeWith("redis-server", "with Redis between them", () => {
    let made: TestDatabase;
    let redis: TestRedis;
    let database: Database;
    let theCase: Complaint;
    const nodes = {} as Record<"web" | "live" | "one" | "other", ServerNode>;
    const workers = (): ServerNode[] => [nodes.one, nodes.other];

    beforeAll(async () => {
      made = await createMigratedDatabase("mariadb", "demo");
      redis = await startRedis();
      const env = { DATABASE_URL: made.url, REDIS_URL: redis.url };
      const start = (roles: string): Promise<ServerNode> => ServerNode.start({ ...env, ROLES: roles });
      nodes.web = await start("web");
      nodes.live = await start("live");
      nodes.one = await start("worker");
      nodes.other = await start("live,worker");
      database = await openDatabase({ url: made.url }, systemClock);
      theCase = await openACase();
    });
    afterEach(() => {
      // Also when a test failed while they stood still.
      for (const lock of locks.splice(0)) lock.destroy();
      for (const node of workers()) node.signal("SIGCONT");
      expect(Object.values(nodes).flatMap(({ errorsLogged }) => errorsLogged)).toEqual([]);
    });
    afterAll(async () => {
      await database?.close();
      for (const node of Object.values(nodes)) await node[Symbol.asyncDispose]();
      await redis?.stop();
      await made?.dispose();
    });

    async function openACase(): Promise<Complaint> {
      const consumer = await signIn(nodes.web.url, "li.na");
      const { myOrders } = await consumer.ok(
        "{ myOrders(first: 1) { nodes { id promises { promiseVersion { id } } } } }",
      );
      const [order] = myOrders.nodes;
      const breach = { promiseVersionId: order.promises[0].promiseVersion.id, amount: 50_000 };
      const { complaint } = await consumer.do("openComplaint", {
        ...{ orderId: order.id, title: "承诺 48 小时交付,71 小时才交", story: "付款后第三天才收到初稿。" },
        ...{ breachClass: "ORDINARY", demandKind: "REFUND_FULL" },
        breaches: [{ ...breach, expected: "48 小时内", delivered: "71 小时后" }],
      });
      const opened = await database.byId(Complaint, complaint.id);
      if (!opened) throw new Error("the case is not there");
      return opened;
    }

    /** So many changes of state, each of which the statistics count once. */
    let happened = 0;
    async function happen(times: number): Promise<void> {
      happened += times;
      await database.transact(async (tx) => {
        const complaint = await tx.lock(Complaint, theCase.id);
        if (!complaint) throw new Error("the case is gone");
        for (let time = 0; time < times; time += 1)
          tx.record(complaint, {
            ...{ type: "COMPLAINT_TAKEN", actorId: null, actorRole: "SYSTEM", audience: "STAFF" },
            topics: [`complaint:${theCase.id}`],
            data: { holderId: "acc_nobody", expiresAt: 0, from: "SUBMITTED", to: "REPLACED" } as never,
          });
      });
    }
    const counted = async (): Promise<number> => {
      const [row] = await database.query<{ amount: number | null }>(
        sql`SELECT SUM(amount) AS amount FROM statistic_count WHERE dimension = 'STATE' AND value = 'REPLACED' AND grain = 'DAY'`,
      );
      return row?.amount ?? 0;
    };
    const everythingCounted = (): Promise<void> => eventually(async () => expect(await counted()).toBe(happened));

    async function leaderOf(name: string): Promise<ServerNode> {
      const [row] = await database.query<{ holder: string | null }>(
        sql`SELECT holder FROM leadership WHERE id = ${name}`,
      );
      const leader = workers().find(({ pid }) => row?.holder?.split(":")[1] === String(pid));
      if (!leader) throw new Error(`${String(row?.holder)} leads ${name}`);
      return leader;
    }
    const anotherLeads = (than: ServerNode): Promise<void> =>
      eventually(async () => expect(await leaderOf(STATISTICS)).not.toBe(than));

    /** A lock of somebody else's, until it is let go. */
    const locks: Connection[] = [];
    async function locked(...statements: string[]): Promise<Connection> {
      const connection = await createConnection(made.url);
      locks.push(connection);
      for (const statement of statements) await connection.query(statement);
      return connection;
    }
    /** One of the workers has a transaction under way, and waits in it at a statement like this. */
    const isWaiting = (statement: string): Promise<void> =>
      eventually(async () => {
        const waiting = await database.query(
          sql`SELECT id FROM information_schema.processlist WHERE command = 'Query' AND info LIKE ${statement} AND info NOT LIKE '%processlist%'`,
        );
        expect(waiting.length).toBeGreaterThan(0);
      });

    test("each says that it is ready, and refuses what is another one's", async () => {
      for (const node of Object.values(nodes)) {
        const ready = await fetch(`${node.url}/health/ready`);
        expect([ready.status, await ready.json()]).toEqual([200, { status: "ready" }]);
      }
      const asked = async ({ url }: ServerNode): Promise<unknown> => {
        const { body } = await postJson(`${url}/graphql`, { query: "{ __typename }" }, {});
        return (body as { data?: unknown; errors?: { extensions: unknown }[] }).errors?.[0]?.extensions ?? body;
      };
      const connected = ({ url }: ServerNode): Promise<number> =>
        new Promise((done) => {
          const socket = new WebSocket(`${url.replace("http", "ws")}/graphql`, "graphql-transport-ws");
          socket.on("open", () => (done(101), socket.close()));
          socket.on("unexpected-response", (_, { statusCode = 0 }) => done(statusCode));
          socket.on("error", () => undefined);
        });
      const elsewhere = { code: "NOT_FOUND", reason: "request.otherRole", requestId: expect.any(String) as string };
      expect(await asked(nodes.web)).toEqual({ data: { __typename: "Query" } });
      expect(await asked(nodes.live)).toEqual(elsewhere);
      expect(await asked(nodes.one)).toEqual(elsewhere);
      expect(await Promise.all([nodes.web, nodes.live, nodes.one].map(connected))).toEqual([404, 101, 404]);
      expect((await fetch(`${nodes.web.url}/graphql/stream`, { method: "POST" })).status).toBe(404);
    });

    test("the workers lead everything between them, and what one process commits the others count and tell", async () => {
      await eventually(async () => {
        const led = await database.query<{ holder: string; things: number }>(
          sql`SELECT holder, COUNT(*) AS things FROM leadership GROUP BY holder`,
        );
        expect(led).toHaveLength(2);
        const [most = 0, least = 0] = led.map(({ things }) => things).sort((one, other) => other - one);
        expect(most - least).toBeLessThanOrEqual(1);
      });
      await using folder = await temporaryFolder("doctor");
      // Asked again where a busy machine has kept one of them from renewing in time.
      await eventually(async () => {
        const env = { DATABASE_URL: made.url, SECRET, DATA_DIR: folder.path };
        const { stdout } = await redress(["doctor", "--json"], env);
        const { findings } = JSON.parse(stdout) as { findings: { about: string; text: string }[] };
        const leaders = findings.filter(({ text }) => text.startsWith("leads "));
        const pids = workers().map(({ pid }) => `${pid}`);
        expect(leaders.map(({ about }) => about.split(":")[1]).sort()).toEqual(pids.sort());
      });
      await happen(120);
      await everythingCounted();
    });

    test("who looks at a case through a process that is killed is soon on nobody's list any more", async () => {
      const look = async (login: string, { url }: ServerNode): Promise<Stream> =>
        new Stream(openSocket(url, (await signIn(nodes.web.url, login)).token), VIEWERS, { id: theCase.id });
      const shows = (stream: Stream, names: readonly string[]): Promise<Stream> =>
        stream.until(({ received }) => {
          const viewers = (received.at(-1) ?? []) as { displayName: string }[];
          return viewers.map(({ displayName }) => displayName).join() === names.join();
        });
      const chen = await look("chen.mod", nodes.live);
      await shows(chen, ["陈静"]);
      const liu = await look("liu.mod", nodes.other);
      await shows(liu, ["陈静", "刘洋"]);
      await shows(chen, ["陈静", "刘洋"]);
      await nodes.other.kill();
      await shows(chen, ["陈静"]);
      await nodes.other.restart();
      chen.close();
    });

    test("a leader killed in the middle of a batch: another goes on, nothing is counted twice and nothing is lost", async () => {
      const leader = await leaderOf(STATISTICS);
      const lock = await locked("LOCK TABLES statistic_count WRITE");
      await happen(120);
      await isWaiting("INSERT INTO statistic_count%");
      await leader.kill();
      await lock.end();
      await happen(120);
      await anotherLeads(leader);
      await everythingCounted();
      await leader.restart();
    });

    test("a leader that stands still while another takes over, and then goes on, writes nothing more", async () => {
      await eventually(() => leaderOf(STATISTICS));
      const leader = await leaderOf(STATISTICS);
      const lock = await locked("LOCK TABLES statistic_count WRITE");
      await happen(120);
      await isWaiting("INSERT INTO statistic_count%");
      await leader.freeze();
      // The database finishes what it was sent, and whoever sent it does not hear of it.
      await lock.end();
      await anotherLeads(leader);
      await happen(120);
      await everythingCounted();
      leader.signal("SIGCONT");
      await happen(120);
      await everythingCounted();
    });

    test("one that stands still in the middle of a transaction holds the others up only for a while", async () => {
      await eventually(() => leaderOf(STATISTICS));
      const leader = await leaderOf(STATISTICS);
      const lock = await locked("BEGIN", "SELECT id FROM projection_place WHERE id = 'statistics' FOR UPDATE");
      await happen(120);
      await isWaiting("SELECT %projection_place%FOR UPDATE");
      await leader.freeze();
      await lock.end();
      await happen(120);
      await anotherLeads(leader);
      await everythingCounted();
      leader.signal("SIGCONT");
      await happen(120);
      await everythingCounted();
    });
  });
});
