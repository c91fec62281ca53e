import { setImmediate as nextTurn } from "node:timers/promises";

const SLICE_MS = 10;

/**
 * SQLite answers within the call, so that a tree of resolvers would run from its first statement to its last without the process
 * hearing anything else. Statements therefore go one after the other, in the order they were asked for, and after so long at a stretch
 * the next one waits for a turn of the event loop, in which connections are heard.
 */
export class Turns {
  private began: number | null = null;
  private last: Promise<unknown> = Promise.resolve();

  run<T>(statement: () => Promise<T>): Promise<T> {
    const result = this.last.then(() => this.pass()).then(statement);
    this.last = result.catch(() => undefined); // the caller has the error; the next statement must not
    return result;
  }

  /** To be awaited before anything that takes a while, whatever it is. */
  async pass(): Promise<void> {
    const now = performance.now();
    if (this.began === null) {
      this.began = now;
      setImmediate(() => (this.began = null));
    } else if (now - this.began > SLICE_MS) await nextTurn();
  }
}
