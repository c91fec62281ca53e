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
/** A request waits no longer than this for a Redis that does not respond, */
export const ANSWERS_WITHIN_MS = 250;
/** and then none does for so long. */
const REST_MS = 2_000;
const PREFIX = "redress:limit";
/** As Redis begins what it refuses: READONLY, OOM, NOPERM. */
const REFUSAL = /^[A-Z]+ /;

/**
 * Rate limits are counted here: in Redis, shared by all nodes, when there is one; else in this process. While Redis is
 * away each node counts on its own, from zero: n nodes then let n times as much pass, and nothing is ever unlimited. Time is measured
 * by timers and by Redis: setting the computer's clock neither locks nor unlocks anyone.
 */
export class Counters implements AsyncDisposable {
  private isAway = false;
  private restsUntil = 0;

  constructor(
    private readonly link: RedisLink | null = null,
    private readonly installation = "",
    private readonly log?: Logger,
  ) {}

  /** `installation`: another one in the same Redis counts its own, of people with the same names and addresses. */
  static async open(redisUrl: string | undefined, installation: string, log: Logger): Promise<Counters> {
    if (!redisUrl) return new Counters();
    const link = await RedisLink.open(redisUrl, { offline: "refused", silenceMs: SILENCE_MS });
    const counters = new Counters(link, installation, log);
    link.client.on("error", (error) => counters.lost(error));
    link.client.on("ready", () => (counters.isAway = false));
    void link.connect((error) => counters.lost(error));
    return counters;
  }

  /** `name` distinguishes it from the others; the same on all nodes. */
  limiter(name: string, { points, duration }: Limit): RateLimiterAbstract {
    const inMemory = new RateLimiterMemory({ keyPrefix: name, points, duration });
    if (!this.link) return inMemory;
    return new RateLimiterRedis({
      storeClient: this.impatient(this.link.client),
      useRedisPackage: true,
      rejectIfRedisNotReady: true,
      keyPrefix: `${PREFIX}:${this.installation}:${name}`,
      points,
      duration,
      insuranceLimiter: inMemory,
    });
  }

  /** Whether what other nodes count is not known here, though it should be. */
  get areAlone(): boolean {
    return this.link !== null && (this.isAway || !this.link.client.isReady);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.link?.[Symbol.asyncDispose]();
  }

  /** What the limiters use of a client, with a reply or an error in time. */
  private impatient(client: Client): object {
    const isResting = (): boolean => performance.now() < this.restsUntil;
    const inTime = <T>(answer: Promise<T>): Promise<T> =>
      new Promise((done, failed) => {
        const late = setTimeout(() => failed(this.late()), ANSWERS_WITHIN_MS);
        answer.then(done, failed).finally(() => clearTimeout(late));
      });
    return {
      get isReady() {
        return client.isReady && !isResting();
      },
      eval: (...args: Parameters<typeof client.eval>) => this.heard(inTime(client.eval(...args))),
      del: (...args: Parameters<typeof client.del>) => inTime(client.del(...args)),
      multi: () => client.multi(),
    };
  }

  /** One that answers and counts nothing, such as a copy of another that only may be read, is away as well. */
  private async heard<T>(answer: Promise<T>): Promise<T> {
    try {
      const told = await answer;
      this.isAway = false;
      return told;
    } catch (error) {
      if (error instanceof Error && REFUSAL.test(error.message)) this.lost(error);
      throw error;
    }
  }

  /** So is one that is slow: not every request is to wait for it. */
  private late(): Error {
    const error = new Error(`Redis does not answer within ${ANSWERS_WITHIN_MS} ms`);
    this.restsUntil = performance.now() + REST_MS;
    this.lost(error);
    return error;
  }

  private lost(error: unknown): void {
    if (!this.isAway) this.log?.warn({ err: error }, "Redis cannot be used; this node counts limits on its own");
    this.isAway = true;
  }
}

type Client = RedisLink["client"];

/** True when the limit is exceeded (the value says until when); anything else is an error. */
export const isOver = (error: unknown): error is RateLimiterRes => error instanceof RateLimiterRes;
