import pino from "pino";
import { RedisBell } from "../../src/platform/feed/redis-bell";
import { RedisLine } from "../../src/platform/feed/redis-line";
import { eventually } from "../support/eventually";
import { describeWith } from "../support/programs";
import { startRedis } from "../support/redis";

describeWith("redis-server", "the bell between nodes", () => {
  test("rings on every node; is silent while Redis is away; rings again, and tells of the silence, when it is back", async () => {
    await using redis = await startRedis();
    const heard = [0, 0];
    const lines = await Promise.all(heard.map(() => RedisLine.open(redis.url, pino({ level: "silent" }))));
    const bells = lines.map((line, node) => new RedisBell(line, () => void (heard[node] = (heard[node] ?? 0) + 1)));
    const ringUntilHeard = (): Promise<void> => {
      const before = [...heard];
      return eventually(async () => {
        bells[0]?.ring();
        for (const node of [0, 1]) expect(heard[node]).toBeGreaterThan(before[node] ?? 0);
      });
    };
    await ringUntilHeard();
    await redis.kill("SIGKILL");
    const silent = [...heard];
    bells[0]?.ring();
    expect(heard).toEqual(silent);
    await redis.restart();
    await eventually(async () => {
      for (const node of [0, 1]) expect(heard[node]).toBeGreaterThan(silent[node] ?? 0);
    });
    await ringUntilHeard();
    for (const line of lines) await line[Symbol.asyncDispose]();
  });

  test("is heard also by who began to listen as the connection broke", async () => {
    await using redis = await startRedis();
    await using line = await RedisLine.open(redis.url, pino({ level: "silent" }));
    const ready = new Promise<void>((resolve) => line.onHearing(resolve));
    await ready;
    let heard = 0;
    await redis.freeze();
    line.hear("asked", () => void (heard += 1));
    await redis.kill("SIGKILL");
    await redis.restart();
    await eventually(async () => {
      await line.say("asked", "");
      expect(heard).toBeGreaterThan(0);
    });
  });
});
