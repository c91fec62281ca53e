import type { RedisLine } from "./redis-line";

const CHANNEL = "redress:events";

/**
 * The bell between nodes: a node that commits events rings it, and every node reads the log. It carries no data. While Redis is
 * away nothing is lost, since every node reads the log each second anyway.
 */
export class RedisBell {
  private ringing = false;
  private rungAgain = false;

  constructor(
    private readonly line: RedisLine,
    heard: () => void,
  ) {
    line.hear(CHANNEL, heard);
    // After a silence there may be events that were not announced.
    line.onHearing(heard);
  }

  /** Rings for all nodes. Rings requested while one is under way become one more. */
  ring(): void {
    if (this.ringing) {
      this.rungAgain = true;
      return;
    }
    const said = this.line.say(CHANNEL, "");
    if (!said) return;
    this.ringing = true;
    void said.finally(() => {
      this.ringing = false;
      if (!this.rungAgain) return;
      this.rungAgain = false;
      this.ring();
    });
  }
}
