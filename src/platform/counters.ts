import type { Logger } from "pino";
import { RedisLink } from "./redis-link";
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from "rate-limiter-flexible";

export interface Limit {
  points: number;
  /** Seconds. */
  duration: number;
}

/** A frozen server counts as unreachable. */
const SILENCE_MS = 2_000;
/** A request waits no longer than this for a Redis that does not respond. */
const PATIENCE_MS = 250;
const PREFIX = "redress:limit";

/**
 * Rate limits are counted here: in Redis, shared by all nodes, when there is one; else in this process. While Redis is
 * away each node counts on its own, from zero: n nodes then let n times as much pass, and nothing is ever unlimited. Time is measured
 * by timers and by Redis: setting the computer's clock neither locks nor unlocks anyone.
 */
export class Counters implements AsyncDisposable {
  constructor(private readonly link: RedisLink | null = null) {}

  static async open(redisUrl: string | undefined, log: Logger): Promise<Counters> {
    return new Counters(redisUrl ? await connect(redisUrl, log) : null);
  }

  /** `name` distinguishes it from the others; the same on all nodes. */
  limiter(name: string, { points, duration }: Limit): RateLimiterAbstract {
    const inMemory = new RateLimiterMemory({ keyPrefix: name, points, duration });
    if (!this.link) return inMemory;
    return new RateLimiterRedis({
      storeClient: impatient(this.link.client),
      useRedisPackage: true,
      rejectIfRedisNotReady: true,
      keyPrefix: `${PREFIX}:${name}`,
      points,
      duration,
      insuranceLimiter: inMemory,
    });
  }

  /** Whether what other nodes count is not known here, though it should be. */
  get areAlone(): boolean {
    return this.link !== null && !this.link.client.isReady;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.link?.[Symbol.asyncDispose]();
  }
}

async function connect(url: string, log: Logger): Promise<RedisLink> {
  const link = await RedisLink.open(url, { offline: "refused", silenceMs: SILENCE_MS });
  let away = false;
  const lost = (error: unknown): void => {
    if (!away) log.warn({ err: error }, "Redis cannot be reached; this node counts limits on its own");
    away = true;
  };
  link.client.on("error", lost);
  link.client.on("ready", () => (away = false));
  void link.connect(lost);
  return link;
}

type Client = RedisLink["client"];

/** What the limiters use of a client, with a reply or an error in time. */
function impatient(client: Client): object {
  const inTime = <T>(answer: Promise<T>): Promise<T> =>
    new Promise((done, failed) => {
      const late = setTimeout(() => failed(new Error("Redis does not answer")), PATIENCE_MS);
      answer.then(done, failed).finally(() => clearTimeout(late));
    });
  return {
    get isReady() {
      return client.isReady;
    },
    eval: (...args: Parameters<typeof client.eval>) => inTime(client.eval(...args)),
    del: (...args: Parameters<typeof client.del>) => inTime(client.del(...args)),
    multi: () => client.multi(),
  };
}

/** True when the limit is exceeded (the value says until when); anything else is an error. */
export const isOver = (error: unknown): error is RateLimiterRes => error instanceof RateLimiterRes;
