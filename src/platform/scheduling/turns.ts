import { setImmediate as nextTurn } from "node:timers/promises";
import { SerialQueue } from "./serial-queue";

const SLICE_MS = 10;

/**
 * Work that blocks the process passes through here: statements of SQLite, which returns within the call, so that a tree of resolvers
 * would run from its first statement to its last; documents to be parsed. The process would handle nothing else meanwhile. So they run one
 * after the other, in the order they were requested, and after so long at a stretch the next one waits for a turn of the event loop, in
 * which connections are served.
 */
class Turns {
  private began: number | null = null;
  private readonly queue = new SerialQueue();

  run<T>(work: () => T | Promise<T>): Promise<T> {
    return this.queue.run(async () => {
      await this.pass();
      return await work();
    });
  }

  /** To be awaited before anything that blocks for a while and does its own queueing. */
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
