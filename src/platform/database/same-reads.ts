import type { SqlValue } from "./row-mapper";

/** Rows that may have other readers, too: nobody changes them. */
export type Rows = readonly (readonly SqlValue[])[];

/**
 * What several operations ask word for word before it is sent is sent once for all of them, as when a change makes everybody at the desk read
 * the queue. Each still gets all that was committed when it asked.
 */
export class SameReads {
  private readonly unsent = new Map<string, Promise<Rows>>();

  /** `asked`: the statement, its values and where it is read. */
  read(asked: string, send: () => Promise<Rows>): Promise<Rows> {
    let rows = this.unsent.get(asked);
    if (!rows) {
      rows = new Promise((done) => {
        process.nextTick(() => {
          this.unsent.delete(asked);
          done(send());
        });
      });
      this.unsent.set(asked, rows);
    }
    return rows;
  }
}
