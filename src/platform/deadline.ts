import { Refusal } from "./refusal";

/**
 * How long one operation may work, by a clock that nobody can set. Nothing is interrupted: whatever is about to begin a further
 * statement asks first, so that what has been refused leaves nothing half done.
 */
export class Deadline {
  private end = 0;

  constructor(private readonly milliseconds: number) {
    this.restart();
  }

  get isOver(): boolean {
    return performance.now() > this.end;
  }

  /** Refuses OVERLOADED when the time is over. */
  check(): void {
    if (this.isOver) throw new Refusal("OVERLOADED", { reason: "timeBudget", retryAfter: 5 });
  }

  /** After something was committed: what has happened is to be told, whatever it took. */
  restart(): void {
    this.end = performance.now() + this.milliseconds;
  }
}

/** The operation ran out of its time. */
export const isOutOfTime = (error: unknown): boolean =>
  error instanceof Refusal && error.code === "OVERLOADED" && error.details.reason === "timeBudget";
