/** The only source of "now". Epoch milliseconds, UTC. Injected, so that tests and the development command can move it. */
export interface Clock {
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that is ahead of the system's by a settable amount; it still runs. */
export class AdjustableClock implements Clock {
  private offset = 0;

  now(): number {
    return Date.now() + this.offset;
  }

  advance(milliseconds: number): void {
    this.offset += milliseconds;
  }
}
