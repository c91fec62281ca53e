/** The only source of "now". Epoch milliseconds, UTC. Injected, so that tests and the development command can move it. */
export interface Clock {
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that is ahead of the system's by a settable amount, or for a while behind it; it still runs. */
export class AdjustableClock implements Clock {
  private ahead = 0;
  private behind = 0;

  now(): number {
    return Date.now() + this.ahead - this.behind;
  }

  get isAheadBy(): number {
    return this.ahead;
  }

  advance(milliseconds: number): void {
    this.ahead += milliseconds;
  }

  /** Stands in the past from now on, until `release`; while it does, it is only moved forwards. */
  moveTo(instant: number): void {
    const now = this.now();
    if (this.behind === 0 || instant > now) this.behind = Math.max(0, this.behind + now - Math.round(instant));
  }

  /** Is what it was before it stood in the past. */
  release(): void {
    this.behind = 0;
  }
}
