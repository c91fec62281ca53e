import { Refusal } from "../refusal";

/** Runs tasks one after another, in order of arrival; refuses OVERLOADED when too many wait. */
export class SerialQueue {
  private tail: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  /** With `retryAfter` in seconds. Without a limit the caller must have one. */
  constructor(private readonly limit = { waiting: Infinity, retryAfter: 0 }) {}

  /** As of a pool of one. */
  get figures(): { used: number; free: number; waiting: number } {
    const used = Math.min(1, this.waiting);
    return { used, free: 1 - used, waiting: this.waiting - used };
  }

  /** When all that waits now is done; nobody is refused that. */
  get idle(): Promise<unknown> {
    return this.tail;
  }

  run<T>(task: () => T | Promise<T>): Promise<T> {
    const { waiting, retryAfter } = this.limit;
    if (this.waiting >= waiting) return Promise.reject(new Refusal("OVERLOADED", { retryAfter }));
    this.waiting += 1;
    const result = this.tail.then(task).finally(() => (this.waiting -= 1));
    this.tail = result.catch(() => undefined); // the caller has the error; the next task must not
    return result;
  }
}
