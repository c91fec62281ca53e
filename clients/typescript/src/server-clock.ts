/** The server's clock: deadlines and tokens follow it, and a device's may be wrong. */
export class ServerClock {
  /** How far it is ahead of this device's. */
  #ahead = 0;

  now(): number {
    return Date.now() + this.#ahead;
  }

  /** Reads it from a response's `Date` header, which has whole seconds: smaller differences are ignored. `at`: when it came. */
  learn(response: Response, at: number = Date.now()): void {
    const ahead = Date.parse(response.headers.get("date") ?? "") - at;
    if (Math.abs(ahead - this.#ahead) > 2_000) this.#ahead = ahead;
  }
}
