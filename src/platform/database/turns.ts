import { setImmediate as nextTurn } from "node:timers/promises";

const SLICE_MS = 10;

/**
 * SQLite answers within the call, so that a tree of resolvers would run from its first statement to its last without the process
 * hearing anything else. After so long at a stretch a statement waits for the next turn, in which connections are heard; one that has
 * waited runs in any case, so that everybody goes on.
 */
export class Turns {
  private since: number | null = null;

  async pass(): Promise<void> {
    const now = performance.now();
    if (this.since === null) {
      this.since = now;
      setImmediate(() => (this.since = null));
    } else if (now - this.since > SLICE_MS) await nextTurn();
  }
}
