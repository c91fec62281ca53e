import { Refusal } from "../refusal";

const LONGEST = 1_000;

/** Runs tasks one after another, in order of arrival; refuses when too many wait. */
export class SerialQueue {
  private tail: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  run<T>(task: () => Promise<T>): Promise<T> {
    if (this.waiting >= LONGEST) return Promise.reject(new Refusal("OVERLOADED", { retryAfter: 2 }));
    this.waiting += 1;
    const result = this.tail.then(task).finally(() => (this.waiting -= 1));
    this.tail = result.catch(() => undefined); // the caller has the error; the next task must not
    return result;
  }
}
