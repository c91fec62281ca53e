/* oxlint-disable typescript/no-explicit-any -- answers are whatever the test selected */
import { cacheExchange } from "@urql/exchange-graphcache";
import { Client, fetchExchange } from "@urql/core";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { createClient as createSseClient } from "graphql-sse";
import { readFileSync } from "node:fs";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import WebSocket, { WebSocketServer } from "ws";
import { openLive, type Live, type Stream } from "../../clients/typescript/src/live";
import { liveExchange } from "../../clients/typescript/src/urql";
import { caseIn } from "../case/complaints/world-case";
import "../support/built";
import { eventually } from "../support/eventually";
import { startProcess } from "../support/processes";
import { openProxy } from "../support/proxy";
import { temporaryFolder } from "../support/temporary";
import { startNode, startWorld, World } from "../support/world";
import { FOLLOW_CASE, say } from "./cases";

/** As the guide says it, word for word: what is printed there has been run. */
function clientOfGuide(given: { url: string; live: unknown; session: object; counting: typeof fetch }): Client {
  const guide = readFileSync(join(__dirname, "../../docs/live-client.md"), "utf8");
  const recipe = /^const cache = [\s\S]*?^\}\);$/m.exec(guide)?.[0] ?? "";
  const parts = {
    Client: function (options: ConstructorParameters<typeof Client>[0]) {
      return new Client({ ...options, fetch: given.counting });
    },
    cacheExchange,
    fetchExchange,
    liveExchange,
    url: given.url,
    live: given.live,
    session: given.session,
  };
  // oxlint-disable-next-line typescript/no-implied-eval -- the guide's own text is what is tested
  return new Function(...Object.keys(parts), `${recipe}; return client;`)(...Object.values(parts)) as Client;
}

const CURSOR = `query ($id: ID!) { complaint(id: $id) { cursor } }`;
const SCRIPT = join(__dirname, "../../clients/typescript/follow.mjs");

describe("streams of the client", () => {
  let world: World;
  let lives: Live[];
  beforeAll(async () => {
    world = await startWorld("sqlite");
  });
  beforeEach(() => void (lives = []));
  afterEach(() => Promise.all(lives.map((live) => live.close())));
  afterAll(() => world?.[Symbol.asyncDispose]());

  const newCase = async (): Promise<string> => (await caseIn(world, "NEGOTIATING")).id;

  function open(options: Partial<Parameters<typeof openLive>[0]> = {}): Live {
    const token = async (): Promise<string | null> => (await world.as("li.na")).token ?? null;
    const url = `${world.url.replace("http", "ws")}/graphql`;
    const live = openLive({ url, token, webSocketImpl: WebSocket, backOff: () => 5, ...options });
    lives.push(live);
    return live;
  }

  /** What the stream tells of, and how it fares. */
  function record(live: Live, stream: Partial<Stream> & Pick<Stream, "query">) {
    const seqs: number[] = [];
    const states: string[] = [];
    const handle = live.follow({
      onUpdate: ({ update }) => void (update?.event && seqs.push(update.event.seq)),
      onState: (state) => states.push(state),
      ...stream,
    });
    return { ...handle, seqs, states };
  }

  const untilLive = ({ states }: { states: string[] }): Promise<void> =>
    eventually(async () => expect(states.at(-1)).toBe("LIVE"));

  test("a stream of whole lists, such as who looks at a case, has no place; after a cut it is simply had anew", async () => {
    await using proxy = await openProxy(world.url);
    const id = await newCase();
    const query = `subscription ($id: ID!) { complaintViewers(id: $id) { displayName } }`;
    const as = (login: string) => async (): Promise<string | null> => (await world.as(login)).token ?? null;
    const seen: string[] = [];
    const viewers = record(open({ url: `ws://127.0.0.1:${proxy.port}/graphql`, token: as("chen.mod") }), {
      query,
      variables: { id },
      snapshot: async () => null,
      onUpdate: ({ update }) =>
        void seen.push(update.map(({ displayName }: { displayName: string }) => displayName).join()),
    });
    await untilLive(viewers);
    const other = open({ token: as("zhou.lead") }).follow({
      query,
      variables: { id },
      onUpdate: () => undefined,
      snapshot: async () => null,
    });
    await eventually(async () => expect(seen.at(-1)).toBe("陈静,周敏"));
    const before = seen.length;
    proxy.cut();
    await eventually(async () => expect(seen.length).toBeGreaterThan(before));
    await eventually(async () => expect(seen.at(-1)?.split(",").sort()).toEqual(["周敏", "陈静"].sort()));
    await other.close();
    await eventually(async () => expect(seen.at(-1)).toBe("陈静"));
    expect(viewers.states).toContain("WAITING");
    expect(viewers.states.at(-1)).toBe("LIVE");
  });

  test("hundreds of updates through dozens of cut connections and a restarted server: none lost, none twice, in order", async () => {
    await using proxy = await openProxy(world.url);
    const id = await newCase();
    const [consumer, owner] = [await world.as("li.na"), await world.as("wang.owner")];
    const taken: number[] = [];
    let snapshots = 0;
    const live = open({ url: `ws://127.0.0.1:${proxy.port}/graphql` });
    const stream = record(live, {
      query: FOLLOW_CASE,
      variables: { id },
      async snapshot() {
        snapshots += 1;
        return (await consumer.ok(CURSOR, { id })).complaint.cursor;
      },
      async onUpdate({ update: { event } }) {
        if (event?.seq % 3 === 0) proxy.cut();
        // An app that takes its time: what has come meanwhile waits its turn.
        await new Promise(setImmediate);
        if (event) taken.push(event.seq);
      },
    });
    await untilLive(stream);
    let written = 0;
    const write = async (until: () => boolean): Promise<void> => {
      for (; !until() && written < 2_000; written += 1)
        await say(written % 2 ? consumer : owner, id, `message ${written}`);
    };
    await write(() => written >= 150 && proxy.cuts >= 15);
    world = await restarted(world);
    await write(() => written >= 250 && proxy.cuts >= 30);
    await eventually(async () => expect(taken.length).toBeGreaterThanOrEqual(written));
    expect(taken).toEqual(Array.from({ length: written }, (_, index) => index + 2));
    expect(snapshots).toBe(1);
    await stream.close();
    await say(consumer, id, "nobody listens");
    expect(stream.states.at(-1)).toBe("ENDED");
    expect(taken).toHaveLength(written);
  });

  test("over server-sent events as well", async () => {
    await using proxy = await openProxy(world.url);
    const id = await newCase();
    const [consumer, owner] = [await world.as("li.na"), await world.as("wang.owner")];
    const transport = createSseClient({
      url: `http://127.0.0.1:${proxy.port}/graphql/stream`,
      headers: async () => ({ authorization: `Bearer ${(await world.as("li.na")).token}` }),
      retryAttempts: 0,
    });
    const taken: number[] = [];
    const stream = record(open({ transport }), {
      query: FOLLOW_CASE,
      variables: { id },
      onUpdate({ update: { event } }) {
        if (event) taken.push(event.seq);
        if (event?.seq % 5 === 0) proxy.cut();
      },
    });
    await untilLive(stream);
    for (let n = 0; n < 40; n += 1) await say(n % 2 ? consumer : owner, id, `message ${n}`);
    await world.later(1);
    await say(await world.as("li.na"), id, "an hour later");
    await eventually(async () => expect(taken).toHaveLength(41));
    expect(taken).toEqual(Array.from({ length: 41 }, (_, index) => index + 2));
    const elsewhere = createSseClient({ url: `${world.url}/nowhere`, retryAttempts: 0 });
    const lost = record(open({ transport: elsewhere }), { query: FOLLOW_CASE, variables: { id } });
    expect(await lost.ended).toMatchObject({ response: { status: 404 } });
  });

  test("asks for a new token when the old one has ended, and goes on", async () => {
    const id = await newCase();
    const asked: boolean[] = [];
    const live = open({
      async token(refused) {
        asked.push(refused);
        if (refused) await world.later(0);
        return (await world.as("li.na")).token ?? null;
      },
    });
    const stream = record(live, { query: FOLLOW_CASE, variables: { id } });
    await untilLive(stream);
    world.clock.advance(3_600_000);
    await eventually(async () => expect(asked).toEqual([false, true]));
    await untilLive(stream);
    await say(await world.as("li.na"), id, "在吗");
    await eventually(async () => expect(stream.seqs).toEqual([2]));
  });

  test("a token that is refused again and again is the end", async () => {
    const { token = null } = await world.as("li.na");
    await world.later(1);
    const stream = record(open({ token: async () => token }), { query: FOLLOW_CASE, variables: { id: "cmp_x" } });
    expect(await stream.ended).toMatchObject({ code: 4403, reason: "TOKEN_EXPIRED" });
  });

  test("a cursor that cannot be resumed leads to a fresh snapshot", async () => {
    const id = await newCase();
    const consumer = await world.as("li.na");
    const reasons: unknown[] = [];
    const stream = record(open(), {
      query: FOLLOW_CASE,
      variables: { id },
      after: "kept from somewhere else",
      async snapshot(why) {
        reasons.push(why);
        return (await consumer.ok(CURSOR, { id })).complaint.cursor;
      },
    });
    await untilLive(stream);
    const lost = [{ extensions: { code: "RESYNC_REQUIRED" } }];
    expect(reasons).toMatchObject([lost]);
    // Nobody is sent on from now without knowing that something was missed.
    const without = record(open(), { query: FOLLOW_CASE, variables: { id }, after: "kept from somewhere else" });
    expect(await without.ended).toMatchObject(lost);
    await say(consumer, id, "在吗");
    await eventually(async () => expect(stream.seqs).toEqual([2]));
  });

  test("whoever closes a stream in its own onUpdate waits for nothing; it is over when that is done", async () => {
    const id = await newCase();
    let isDone = false;
    const stream = open().follow({
      query: FOLLOW_CASE,
      variables: { id },
      async onUpdate() {
        await stream.close();
        isDone = true;
      },
    });
    await eventually(async () => expect(isDone).toBe(true));
    expect(await stream.ended).toBeNull();
  });

  test("a right that ends is the end, told with why; so is what can never work", async () => {
    const id = await newCase();
    const owner = await world.as("wang.owner");
    const { token = null, accountId } = await world.as("zhao.staff");
    const live = open({ token: async () => token });
    const stream = record(live, { query: FOLLOW_CASE, variables: { id } });
    await untilLive(stream);
    const { viewer } = await owner.ok(`{ viewer { memberships { provider { id } } } }`);
    const membership = { providerId: viewer.memberships[0].provider.id, accountId };
    await owner.do("removeProviderMember", membership, "{ provider { id } }");
    expect(await stream.ended).toMatchObject([{ extensions: { code: "PERMISSION_REVOKED" } }]);
    expect(stream.states.at(-1)).toBe("ENDED");

    const ends = async (query: string): Promise<unknown> => record(live, { query }).ended;
    expect(
      await ends(`subscription ($after: String) { moderationQueueUpdated(after: $after) { cursor } }`),
    ).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
    expect(await ends(`subscription ($after: String) { nothing(after: $after) { cursor } }`)).toMatchObject([
      { extensions: { code: "GRAPHQL_VALIDATION_FAILED" } },
    ]);
    expect(
      await ends(`subscription ($after: String) { myComplaintsUpdated(after: $after) { caughtUp } }`),
    ).toMatchObject({
      message: expect.stringContaining("`cursor`"),
    });
  });

  test("what the app fails to take is the end; what the server cannot show is told as such, and passed", async () => {
    const id = await newCase();
    const live = open();
    const broken = record(live, {
      query: FOLLOW_CASE,
      variables: { id },
      onUpdate() {
        throw new Error("the disk is full");
      },
    });
    expect(await broken.ended).toMatchObject({ message: "the disk is full" });

    const news: unknown[] = [];
    const query = `subscription ($id: ID!, $after: String) { complaintUpdated(id: $id, after: $after) {
      cursor caughtUp event { seq } complaint { provider { penalties(after: "made up") { nodes { id } } } } } }`;
    const stream = record(live, { query, variables: { id }, onUpdate: (payload) => void news.push(payload) });
    await untilLive(stream);
    await say(await world.as("li.na"), id, "在吗");
    await eventually(async () => expect(news).toHaveLength(2));
    const unreadable = { cursor: expect.any(String), errors: [{ extensions: { code: "CURSOR_INVALID" } }] };
    expect(news).toMatchObject([unreadable, unreadable]);
  });

  test.each(["CONNECTING", "LIVE", "WAITING", "ENDED"] as const)(
    "what the app throws when it is told %s is the end, and no fault of the program",
    async (when) => {
      await using proxy = await openProxy(world.url);
      const stream = open({ url: `ws://127.0.0.1:${proxy.port}/graphql` }).follow({
        query: FOLLOW_CASE,
        variables: { id: await newCase() },
        onUpdate: () => void (when === "WAITING" ? proxy.cut() : when === "ENDED" && stream.close()),
        onState(state) {
          if (state === when) throw new Error(`no sign for ${state}`);
        },
      });
      expect(await stream.ended).toMatchObject({ message: `no sign for ${when}` });
    },
  );

  test("with urql, an update changes what queries show, without asking again", async () => {
    const id = await newCase();
    const { token } = await world.as("li.na");
    let asked = 0;
    const client = clientOfGuide({
      url: `${world.url}/graphql`,
      live: open(),
      session: { accessToken: () => token },
      counting: (...args) => {
        asked += 1;
        return fetch(...args);
      },
    });
    const CASE = `query ($id: ID!) { complaint(id: $id) { id version cursor messages { nodes { text } } } }`;
    const WATCH = `subscription ($id: ID!, $after: String) { complaintUpdated(id: $id, after: $after) {
      cursor caughtUp event { type } complaint { id version messages { nodes { id text } } } } }`;
    const shown: any[] = [];
    const query = client.query(CASE, { id }).subscribe(({ data }) => shown.push(data?.complaint));
    await eventually(async () => expect(shown).toHaveLength(1));
    let snapshots = 0;
    const snapshot = async (): Promise<string> => {
      snapshots += 1;
      const { data } = await client.query(CASE, { id }, { requestPolicy: "network-only" }).toPromise();
      return data.complaint.cursor;
    };
    const live: any[] = [];
    const watch = client
      .subscription(WATCH, { id, after: "too old" }, { snapshot })
      .subscribe(({ data }) => live.push(data?.complaintUpdated));
    await eventually(async () => expect(live).toMatchObject([{ caughtUp: true }]));
    const before = asked;
    await say(await world.as("wang.owner"), id, "您好");
    await eventually(async () => expect(shown.at(-1).messages.nodes).toMatchObject([{ text: "您好" }]));
    expect(snapshots).toBe(1);
    expect(asked).toBe(before);
    watch.unsubscribe();
    query.unsubscribe();
  });

  test("the script keeps its place through kills: its journal has every update once, in order", async () => {
    await using folder = await temporaryFolder("journal");
    const journal = join(folder.path, "updates.jsonl");
    const id = await newCase();
    const owner = await world.as("wang.owner");
    const lines = (): any[] =>
      readFileSync(journal, "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line));
    const seqs = (): number[] => lines().flatMap(({ update }) => update?.event.seq ?? []);
    const args = [
      "--url",
      `${world.url}/graphql`,
      "--journal",
      journal,
      `complaintUpdated(id: "${id}")`,
      "event { seq }",
    ];
    const env = { REDRESS_LOGIN: "li.na", REDRESS_PASSWORD: "redress-demo-2026" };
    let written = 0;
    const write = async (): Promise<void> => {
      await say(owner, id, `message ${written}`);
      written += 1;
    };
    for (let round = 0; round < 4; round += 1) {
      await using script = await startProcess(process.execPath, [SCRIPT, ...args], { ready: { output: /LIVE/ }, env });
      // Killed while there is something to tell, with and without having told it.
      for (let n = 0; n < 10 + round; n += 1) await write();
      await script.kill("SIGKILL");
      await write();
    }
    await using script = await startProcess(process.execPath, [SCRIPT, ...args], { ready: { output: /LIVE/ }, env });
    await eventually(async () => expect(seqs()).toHaveLength(written));
    expect(seqs()).toEqual(Array.from({ length: written }, (_, index) => index + 2));
    script.signal("SIGTERM");
    expect(await script.exited).toMatchObject({ code: 0 });
  });

  test("the script says how it is used, and why it has ended", async () => {
    const run = promisify(execFile);
    expect((await run(process.execPath, [SCRIPT, "--help"])).stdout).toContain("--journal FILE");
    const refused = run(process.execPath, [
      SCRIPT,
      "--url",
      `${world.url}/graphql`,
      "myComplaintsUpdated",
      "event { seq }",
    ]);
    await expect(refused).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining("UNAUTHENTICATED") });
  });
});

describe("when the socket closes", () => {
  const GO_ON = [1000, 1001, 1011, 1012, 1013, 4403, 4408, 4500];
  const END = [4400, 4401, 4406, 4409, 4429];

  /** Follows a server that tells of two updates and closes with the code, then of a third. */
  async function closedWith(code: number) {
    const asked: unknown[] = [];
    const server = new WebSocketServer({ port: 0, host: "127.0.0.1", handleProtocols: () => "graphql-transport-ws" });
    server.on("connection", (socket) =>
      socket.on("message", (message: Buffer) => {
        const { type, id, payload } = JSON.parse(String(message));
        const tell = (n: number): void =>
          socket.send(JSON.stringify({ id, type: "next", payload: { data: { live: { cursor: `after ${n}`, n } } } }));
        if (type === "connection_init") return socket.send(JSON.stringify({ type: "connection_ack" }));
        if (type !== "subscribe") return;
        if (asked.push(payload.variables.after) > 1) return tell(3);
        tell(1);
        tell(2);
        socket.close(code, "told to go");
      }),
    );
    await once(server, "listening");
    const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
    let goes: () => void;
    const gone = new Promise<void>((done) => (goes = done));
    class Socket extends WebSocket {
      constructor(...[address, protocols]: ConstructorParameters<typeof WebSocket>) {
        super(address, protocols);
        this.once("close", () => goes());
      }
    }
    const live = openLive({ url, webSocketImpl: Socket, backOff: () => 0 });
    const log: (number | string)[] = [];
    const why = await new Promise((done) => {
      const stream = live.follow({
        query: "subscription",
        // An app so slow that it still takes the first when the client knows of the close.
        async onUpdate({ update }) {
          await gone;
          await new Promise(setImmediate);
          log.push(update.n);
          if (update.n === 3) done(null);
        },
        onState: (state) => void (["WAITING", "ENDED"].includes(state) && log.push(state)),
      });
      void stream.ended.then(done);
    });
    const heard = [...log];
    await live.close();
    await new Promise((done) => server.close(done));
    return { asked, heard, why };
  }

  test.each(GO_ON)("with %d it goes on, from where it was", async (code) => {
    const { asked, heard } = await closedWith(code);
    expect(asked).toEqual([null, "after 2"]);
    expect(heard.filter((each) => each !== "WAITING")).toEqual([1, 2, 3]);
    // With 1000 graphql-ws comes back by itself.
    expect(heard.indexOf("WAITING")).toBe(code === 1000 ? -1 : 2);
  });

  test("to be closed while it is connecting in vain is no failure", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const live = openLive({ url, webSocketImpl: WebSocket });
    const { ended } = live.follow({ query: "subscription", onUpdate: () => undefined });
    const [wire] = (await once(server, "connection")) as [Socket];
    const closed = live.close();
    wire.resetAndDestroy();
    await closed;
    expect(await ended).toBeNull();
    await new Promise((done) => server.close(done));
  });

  test.each(END)("with %d it ends, having told what had come", async (code) => {
    const { asked, heard, why } = await closedWith(code);
    expect({ asked, heard }).toEqual({ asked: [null], heard: [1, 2, "ENDED"] });
    expect(why).toMatchObject({ code, reason: "told to go" });
  });
});

/** Another server at the same address, on the same database; the folder goes with the run's. */
async function restarted(world: World): Promise<World> {
  await world.server[Symbol.asyncDispose]();
  const server = await startNode(world, { PORT: new URL(world.url).port }, { clock: world.clock });
  return new World(server, world.clock, world.databaseUrl, world.secret, () => Promise.resolve());
}
