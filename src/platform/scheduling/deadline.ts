import { Refusal } from "../refusal";

/**
 * How long one operation may work, by a clock that no one can set. Nothing is interrupted: code about to begin a further
 * statement checks first, so that a refused operation leaves nothing half done.
 */
export class Deadline {
  private end = 0;

  constructor(private readonly milliseconds: number) {
    this.restart();
  }

  get isOver(): boolean {
    return performance.now() > this.end;
  }

  /** Refuses OVERLOADED when the time is up. */
  check(): void {
    if (this.isOver) throw new Refusal("OVERLOADED", { reason: "timeBudget", retryAfter: 5 });
  }

  /** After a commit: the result has to be returned, however long it took. */
  restart(): void {
    this.end = performance.now() + this.milliseconds;
  }
}

/** The operation exceeded its time limit. */
export const isOutOfTime = (error: unknown): boolean =>
  error instanceof Refusal && error.code === "OVERLOADED" && error.details.reason === "timeBudget";
