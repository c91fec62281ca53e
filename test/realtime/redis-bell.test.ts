import pino from "pino";
import { RedisBell } from "../../src/platform/feed/redis-bell";
import { eventually } from "../support/eventually";
import { describeWith } from "../support/programs";
import { startRedis } from "../support/redis";

describeWith("redis-server", "the bell between nodes", () => {
  test("rings on every node; is silent while Redis is away; rings again, and tells of the silence, when it is back", async () => {
    await using redis = await startRedis();
    const heard = [0, 0];
    const bells = await Promise.all(
      heard.map((_, node) =>
        RedisBell.open(redis.url, () => void (heard[node] = (heard[node] ?? 0) + 1), pino({ level: "silent" })),
      ),
    );
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
    for (const bell of bells) await bell[Symbol.asyncDispose]();
  });
});
