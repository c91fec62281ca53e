import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import { RedisLink } from "../redis/redis-link";

const ASKED_AGAIN_MS = 200;

/**
 * What processes on one database tell each other through Redis, at once or never: whoever is not connected does not hear it, and nobody
 * may rely on it. While Redis is away it reconnects until it is back.
 */
export class RedisLine implements AsyncDisposable {
  private away = false;
  private ended = false;
  private readonly listening: Promise<void>;

  static async open(url: string, log: Logger): Promise<RedisLine> {
    // What cannot be said now need not be said later.
    const publisher = await RedisLink.open(url, { offline: "refused" });
    return new RedisLine(publisher, await RedisLink.open(url, { offline: "waits" }), log);
  }

  private constructor(
    private readonly publisher: RedisLink,
    private readonly subscriber: RedisLink,
    private readonly log: Logger,
  ) {
    // Neither holds up the start.
    void this.connect(publisher);
    this.listening = this.connect(subscriber);
  }

  /**
   * Calls `heard` with what is said on the channel, by whichever process, this one too. Once it hears, the client keeps it over
   * reconnections; until then it does not, so a connection that was lost meanwhile is waited for and asked again.
   */
  hear(channel: string, heard: (text: string) => void): void {
    void this.listening.then(async () => {
      while (!this.ended)
        try {
          return void (await this.subscriber.client.subscribe(channel, heard));
        } catch (error) {
          this.lost(error);
          await delay(ASKED_AGAIN_MS, undefined, { ref: false });
        }
    });
  }

  /** Called whenever it hears again: after a silence, of what was said meanwhile nothing is known. */
  onHearing(listener: () => void): void {
    this.subscriber.client.on("ready", listener);
  }

  /** Says it to all processes; null when there is nobody to say it to. */
  say(channel: string, text: string): Promise<void> | null {
    const { client } = this.publisher;
    if (!client.isReady) return null;
    return client.publish(channel, text).then(
      () => undefined,
      (error: unknown) => this.lost(error),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.ended = true;
    for (const link of [this.publisher, this.subscriber]) await link[Symbol.asyncDispose]();
  }

  private connect(link: RedisLink): Promise<void> {
    link.client.on("error", (error) => this.lost(error));
    link.client.on("ready", () => {
      if (this.away) this.log.info("Redis is back");
      this.away = false;
    });
    return link.connect((error) => this.lost(error));
  }

  private lost(error: unknown): void {
    if (!this.away)
      this.log.warn({ err: error }, "Redis cannot be reached; events of other nodes are read by polling, each second");
    this.away = true;
  }
}
