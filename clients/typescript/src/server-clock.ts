/** The server's clock: deadlines and tokens follow it, and a device's may be wrong. */
export class ServerClock {
  /** How far it is ahead of this device's. */
  #ahead = 0;

  now(): number {
    return Date.now() + this.#ahead;
  }

  /** Reads it from a response's `Date` header, which has whole seconds: smaller differences are ignored. */
  learn(response: Response): void {
    const date = Date.parse(response.headers.get("date") ?? "");
    if (!Number.isNaN(date) && Math.abs(date - this.now()) > 2_000) this.#ahead = date - Date.now();
  }
}
