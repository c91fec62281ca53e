import { setImmediate as nextTurn } from "node:timers/promises";
import { SerialQueue } from "./serial-queue";

const SLICE_MS = 10;

/**
 * What takes a while within one call goes through here: statements of SQLite, which answers within the call, so that a tree of resolvers
 * would run from its first statement to its last; documents to be read. The process would hear nothing else meanwhile. So they go one
 * after the other, in the order they were asked for, and after so long at a stretch the next one waits for a turn of the event loop, in
 * which connections are heard.
 */
class Turns {
  private began: number | null = null;
  private readonly queue = new SerialQueue();

  run<T>(work: () => T | Promise<T>): Promise<T> {
    return this.queue.run(async () => {
      await this.pass();
      return work();
    });
  }

  /** To be awaited before anything that takes a while and has an order of its own. */
  async pass(): Promise<void> {
    const now = performance.now();
    if (this.began === null) {
      this.began = now;
      setImmediate(() => (this.began = null));
    } else if (now - this.began > SLICE_MS) await nextTurn();
  }
}

/** The event loop is the process's, and so are its turns. */
export const turns = new Turns();
