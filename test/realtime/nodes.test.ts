import type { RunningServer } from "../../src/server";
import { describeWith } from "../support/programs";
import { startRedis, type TestRedis } from "../support/redis";
import { signIn, startNode, startWorld, type World } from "../support/world";
import { FOLLOW_CASE, openCase, say } from "./cases";

describeWith("mariadbd", "two nodes on one database", () => {
  describeWith("redis-server", "with Redis between them", () => {
    let redis: TestRedis;
    let world: World;
    let second: RunningServer;
    beforeAll(async () => {
      redis = await startRedis();
      world = await startWorld("mariadb", {}, { REDIS_URL: redis.url });
      second = await startNode(world, { REDIS_URL: redis.url });
    });
    afterAll(async () => {
      await second?.[Symbol.asyncDispose]();
      await world?.[Symbol.asyncDispose]();
      await redis?.stop();
    });

    test("what one node commits the other delivers, with Redis, without it and when it is back", async () => {
      const consumer = await world.as("li.na");
      const id = await openCase(world);
      const onSecond = await signIn(second.url, "wang.owner");
      const stream = onSecond.follow(FOLLOW_CASE, { id });
      await stream.until(({ received }) => received[0]?.caughtUp === true);
      await say(consumer, id, "一");
      await stream.until((s) => s.events().length === 1);

      await redis.kill("SIGKILL");
      await say(consumer, id, "二");
      await stream.until((s) => s.events().length === 2);

      await redis.restart();
      await say(consumer, id, "三");
      await stream.until((s) => s.events().length === 3);
      expect(stream.events().map(({ seq }) => seq)).toEqual([2, 3, 4]);
      await onSecond.hangUp();
    });
  });

  test("what a node has committed and no longer numbers is in the inbox that another one shows next", async () => {
    await using first = await startWorld("mariadb");
    await using second = await startNode(first);
    const id = await openCase(first);
    const [consumer, onSecond] = [await first.as("li.na"), await signIn(second.url, "wang.owner")];
    const unread = async (): Promise<number> => (await onSecond.ok("{ inbox { unreadCount } }")).inbox.unreadCount;
    const before = await unread();
    await first.server.services.tail.stop();
    for (let n = 1; n <= 5; n += 1) {
      await say(consumer, id, "在吗");
      expect(await unread()).toBe(before + n);
    }
  });

  test("a node whose Redis does not answer starts and works", async () => {
    await using alone = await startWorld("mariadb", {}, { REDIS_URL: "redis://127.0.0.1:1" });
    const id = await openCase(alone);
    const provider = await alone.as("wang.owner");
    const stream = provider.follow(FOLLOW_CASE, { id });
    await stream.until(({ received }) => received[0]?.caughtUp === true);
    await say(await alone.as("li.na"), id, "在吗");
    await stream.until((s) => s.events().length === 1);
    await provider.hangUp();
  });
});
