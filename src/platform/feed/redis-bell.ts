import type { Logger } from "pino";
import type { createClient } from "redis";

const CHANNEL = "redress:events";
const LONGEST_WAIT_MS = 2_000;

/**
 * The bell between nodes: a node that commits events rings it, and every node reads the log. It carries no data. While Redis is
 * away nothing is lost, since every node reads the log each second anyway; it reconnects until Redis is back.
 */
export class RedisBell implements AsyncDisposable {
  private away = false;
  private ringing = false;
  private rungAgain = false;
  private readonly publisher: ReturnType<typeof createClient>;
  private readonly subscriber: ReturnType<typeof createClient>;

  /** The client is loaded only where there is a Redis: it is a fifth of all the modules of a server. */
  static async open(url: string, heard: () => void, log: Logger): Promise<RedisBell> {
    const { createClient } = await import("redis");
    return new RedisBell(createClient, url, heard, log);
  }

  private constructor(
    create: typeof createClient,
    url: string,
    private readonly heard: () => void,
    private readonly log: Logger,
  ) {
    const options = {
      url,
      // A ring that fails now need not be repeated later.
      disableOfflineQueue: true,
      socket: { reconnectStrategy: (retries: number) => Math.min(50 * 2 ** retries, LONGEST_WAIT_MS) },
    };
    this.publisher = this.connect(create(options));
    this.subscriber = this.connect(create({ ...options, disableOfflineQueue: false }));
    // Kept by the client over reconnections.
    void this.subscriber.subscribe(CHANNEL, () => this.heard()).catch((error: unknown) => this.lost(error));
    // After a silence there may be events that were not announced.
    this.subscriber.on("ready", () => this.heard());
  }

  /** Rings for all nodes. Rings requested while one is under way become one more. */
  ring(): void {
    if (this.ringing) {
      this.rungAgain = true;
      return;
    }
    if (!this.publisher.isReady) return;
    this.ringing = true;
    this.publisher
      .publish(CHANNEL, "")
      .catch((error: unknown) => this.lost(error))
      .finally(() => {
        this.ringing = false;
        if (!this.rungAgain) return;
        this.rungAgain = false;
        this.ring();
      });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.publisher.destroy();
    this.subscriber.destroy();
  }

  private connect(client: ReturnType<typeof createClient>): ReturnType<typeof createClient> {
    client.on("error", (error: unknown) => this.lost(error));
    client.on("ready", () => {
      if (this.away) this.log.info("Redis is back");
      this.away = false;
    });
    // The first attempt does not hold up the start; failures are reported by the error event.
    client.connect().catch((error: unknown) => this.lost(error));
    return client;
  }

  private lost(error: unknown): void {
    if (!this.away)
      this.log.warn({ err: error }, "Redis cannot be reached; events of other nodes are read by polling, each second");
    this.away = true;
  }
}
