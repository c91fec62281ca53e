import type { Logger } from "pino";
import { RateLimiterMemory, RateLimiterRedis, type RateLimiterAbstract } from "rate-limiter-flexible";
import { createClient } from "redis";

export interface Limit {
  points: number;
  /** Seconds. */
  duration: number;
}

const LONGEST_WAIT_MS = 2_000;
/** A Redis that answers later than this is away. */
const COMMAND_MS = 500;

/**
 * Counts of what may be done only so often: of all nodes together when there is a Redis, else of this process. While Redis is away each
 * process counts for itself, from nothing: the limits hold all the same, n nodes then let n times as much pass. Time is counted by
 * timers and by Redis, never by the clock of the day: setting that one forth or back neither locks nor unlocks.
 */
export class Counters implements AsyncDisposable {
  private readonly redis: RedisClient | null;
  private away = false;

  constructor(
    redisUrl?: string,
    private readonly log?: Logger,
  ) {
    this.redis = redisUrl === undefined ? null : this.connect(redisUrl);
  }

  /** `name` tells its keys apart from those of other limits. */
  limiter(name: string, limit: Limit): RateLimiterAbstract {
    const memory = new RateLimiterMemory({ keyPrefix: name, ...limit });
    if (!this.redis) return memory;
    return new RateLimiterRedis({
      storeClient: this.redis,
      useRedisPackage: true,
      rejectIfRedisNotReady: true,
      insuranceLimiter: memory,
      keyPrefix: `redress:${name}`,
      ...limit,
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.redis?.destroy();
  }

  private connect(url: string): RedisClient {
    const client = newClient(url);
    const lost = (error: unknown): void => {
      if (!this.away)
        this.log?.warn({ err: error }, "Redis cannot be reached; each process counts attempts for itself");
      this.away = true;
    };
    client.on("error", lost);
    client.on("ready", () => (this.away = false));
    client.connect().catch(lost);
    return client;
  }
}

type RedisClient = ReturnType<typeof newClient>;

const newClient = (url: string) =>
  createClient({
    url,
    disableOfflineQueue: true,
    commandOptions: { timeout: COMMAND_MS },
    socket: { reconnectStrategy: (retries: number) => Math.min(50 * 2 ** retries, LONGEST_WAIT_MS) },
  });
