import type { Logger } from "pino";
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from "rate-limiter-flexible";

export interface Limit {
  points: number;
  /** Seconds. */
  duration: number;
}

const LONGEST_WAIT_MS = 2_000;
/** A request waits no longer than this for a Redis that does not respond. */
const PATIENCE_MS = 250;
const PREFIX = "redress:limit";

/**
 * Rate limits are counted here: in Redis, shared by all nodes, when there is one; else in this process. While Redis is
 * away each node counts on its own, from zero: n nodes then let n times as much pass, and nothing is ever unlimited. Time is measured
 * by timers and by Redis: setting the computer's clock neither locks nor unlocks anyone.
 */
export class Counters implements AsyncDisposable {
  constructor(private readonly client: Client | null = null) {}

  static async open(redisUrl: string | undefined, log: Logger): Promise<Counters> {
    return new Counters(redisUrl ? await connect(redisUrl, log) : null);
  }

  /** `name` distinguishes it from the others; the same on all nodes. */
  limiter(name: string, { points, duration }: Limit): RateLimiterAbstract {
    const inMemory = new RateLimiterMemory({ keyPrefix: name, points, duration });
    if (!this.client) return inMemory;
    return new RateLimiterRedis({
      storeClient: impatient(this.client),
      useRedisPackage: true,
      rejectIfRedisNotReady: true,
      keyPrefix: `${PREFIX}:${name}`,
      points,
      duration,
      insuranceLimiter: inMemory,
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.client?.destroy();
  }
}

type Client = Awaited<ReturnType<typeof clientOf>>;

async function connect(url: string, log: Logger): Promise<Client> {
  const client = await clientOf(url);
  let away = false;
  const lost = (error: unknown): void => {
    if (!away) log.warn({ err: error }, "Redis cannot be reached; this node counts limits on its own");
    away = true;
  };
  client.on("error", lost);
  client.on("ready", () => (away = false));
  client.connect().catch(lost);
  return client;
}

async function clientOf(url: string) {
  // Loaded only where there is a Redis: it is a fifth of all the modules of a server.
  const { createClient } = await import("redis");
  return createClient({
    url,
    disableOfflineQueue: true,
    // A frozen server counts as unreachable.
    pingInterval: LONGEST_WAIT_MS / 2,
    socket: {
      socketTimeout: LONGEST_WAIT_MS,
      reconnectStrategy: (retries: number) => Math.min(50 * 2 ** retries, LONGEST_WAIT_MS),
    },
  });
}

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
