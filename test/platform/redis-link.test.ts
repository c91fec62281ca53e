import { join } from "node:path";
import pino from "pino";
import { createClient } from "redis";
import type { Finding } from "../../src/app/upkeep/finding.pure";
import { Counters, isOver } from "../../src/platform/redis/counters";
import { RedisBell } from "../../src/platform/feed/redis-bell";
import { RedisLine } from "../../src/platform/feed/redis-line";
import { sentinelsIn } from "../../src/platform/redis/redis-link";
import { certify } from "../support/certificates";
import { redress, redressAlone } from "../support/command-line";
import { eventually } from "../support/eventually";
import { freePort } from "../support/processes";
import { describeWith } from "../support/programs";
import { startWatchedRedis, type WatchedRedis } from "../support/redis";
import { temporaryFolder } from "../support/temporary";

const LOG = pino({ level: "silent" });

test("an address names the sentinels, what they call the master, and who signs in to it", () => {
  expect(sentinelsIn("redis+sentinel://me:p%40ss@one:26380,two/redress")).toEqual({
    name: "redress",
    nodes: [
      { host: "one", port: 26_380 },
      { host: "two", port: 26_379 },
    ],
    username: "me",
    password: "p@ss",
    tls: false,
  });
  expect(sentinelsIn("rediss+sentinel://one/redress")).toMatchObject({ tls: true });
  expect(sentinelsIn("redis+sentinel://:secret@one/redress")).toMatchObject({ password: "secret" });
  for (const url of ["redis://one:6379", "redis+sentinel://one", "redis+sentinel:///redress"])
    expect(sentinelsIn(url)).toBeNull();
});

describeWith("redis-server", "where sentinels watch over Redis", () => {
  let redis: WatchedRedis;
  beforeAll(async () => {
    redis = await startWatchedRedis();
  });
  afterAll(() => redis?.[Symbol.asyncDispose]());

  test("its master dies: nodes ring for each other by the next one, and count together there", async () => {
    let heard = 0;
    await using line = await RedisLine.open(redis.url, LOG);
    await using otherLine = await RedisLine.open(redis.url, LOG);
    const one = new RedisBell(line, () => undefined);
    const other = new RedisBell(otherLine, () => (heard += 1));
    void other;
    await using mine = await Counters.open(redis.url, "one", LOG);
    await using theirs = await Counters.open(redis.url, "one", LOG);
    const limit = { points: 3, duration: 600 };
    const limiters = [mine, theirs].map((counters) => counters.limiter("visits", limit));
    await using others = await Counters.open(redis.url, "another", LOG);
    const elsewhere = others.limiter("visits", limit);
    // More often than a subscriber that is back looks by itself.
    const ringsAreHeard = async (): Promise<void> => {
      const enough = heard + 10;
      await eventually(async () => {
        one.ring();
        expect(heard).toBeGreaterThan(enough);
      });
    };
    const countTogether = (key: string): Promise<void> =>
      eventually(async () => {
        const name = `${key} ${heard} ${performance.now()}`;
        for (const limiter of [...limiters, ...limiters].slice(0, 3)) await limiter.consume(name);
        for (const limiter of limiters) expect(await limiter.consume(name).catch(isOver)).toBe(true);
        // Nor does it concern whoever has the same people in another installation.
        expect(await elsewhere.consume(name)).toMatchObject({ consumedPoints: 1 });
      });
    await ringsAreHeard();
    await countTogether("before");
    await redis.killMaster();
    await ringsAreHeard();
    await countTogether("afterwards");
  });

  test("the doctor asks the sentinels for it", async () => {
    await using folder = await temporaryFolder("doctor");
    const about = async (url: string): Promise<Finding | undefined> => {
      const { stdout } = await redress(["doctor", "--json"], { DATA_DIR: folder.path, REDIS_URL: url });
      return (JSON.parse(stdout) as { findings: Finding[] }).findings.find((each) => each.about === "Redis");
    };
    expect(await about(redis.url)).toMatchObject({
      state: "ok",
      text: "the master that the sentinels call redress answers",
    });
    expect(await about(redis.url.replace(/redress$/, "another"))).toMatchObject({ state: "problem" });
    for (const port of [redis.masterPort, redis.replicaPort]) {
      const client = createClient({ url: `redis://127.0.0.1:${port}`, socket: { reconnectStrategy: false } });
      client.on("error", () => undefined);
      // One of them is dead.
      await client.connect().then(
        () => client.configSet("maxmemory-policy", "allkeys-lru"),
        () => undefined,
      );
      client.destroy();
    }
    expect(await about(redis.url)).toMatchObject({ state: "warning", text: expect.stringContaining("set noeviction") });
    expect(await about(`redis+sentinel://127.0.0.1:${await freePort()}/redress`)).toMatchObject({ state: "problem" });
  });
});

describeWith("redis-server", "where Redis and its sentinels speak TLS only", () => {
  test("the way to all of them is encrypted, and whose certificate is not verified is not spoken to", async () => {
    await using folder = await temporaryFolder("redis-tls");
    await certify(folder.path, "authority");
    const authority = join(folder.path, "authority.pem");
    const own = await certify(folder.path, "redis", { by: "authority", for: "IP:127.0.0.1" });
    await using redis = await startWatchedRedis({ ...own, authority });
    const about = async (url: string, how = redress): Promise<Finding | undefined> => {
      const trusting = { NODE_EXTRA_CA_CERTS: authority };
      const { stdout } = await how(["doctor", "--json"], { DATA_DIR: folder.path, REDIS_URL: url, ...trusting });
      return (JSON.parse(stdout) as { findings: Finding[] }).findings.find((each) => each.about === "Redis");
    };
    const alone = `rediss://127.0.0.1:${redis.masterPort}`;
    // Whom a process trusts it reads once, when it starts.
    for (const url of [redis.url, alone]) expect(await about(url, redressAlone)).toMatchObject({ state: "ok" });
    expect(await about(redis.url)).toMatchObject({ state: "problem" });
    expect(await about(alone)).toMatchObject({ state: "problem", text: expect.stringContaining("certificate") });
  });
});
