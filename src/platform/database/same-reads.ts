import type { SqlValue } from "./row-mapper";

/** Rows that may have other readers, too: nobody changes them. */
export type Rows = readonly (readonly SqlValue[])[];

/** With what a statement is asked, and where. */
type Particulars = readonly (SqlValue | boolean)[];

/**
 * What several operations ask word for word before it is sent is sent once for all of them, as when a change makes everybody at the desk read
 * the queue. Each still gets all that was committed when it asked.
 */
export class SameReads {
  /** By their texts: most lists are short and of one. */
  private readonly unsent = new Map<string, { particulars: Particulars; rows: Promise<Rows> }[]>();

  read(text: string, particulars: Particulars, send: () => Promise<Rows>): Promise<Rows> {
    const others = this.unsent.get(text);
    const same = others?.find((other) => areSame(other.particulars, particulars));
    if (same) return same.rows;
    const rows = new Promise<Rows>((done) => {
      // After all that goes on now without waiting for the database.
      queueMicrotask(() => {
        this.unsent.delete(text);
        done(send());
      });
    });
    if (others) others.push({ particulars, rows });
    else this.unsent.set(text, [{ particulars, rows }]);
    return rows;
  }
}

const areSame = (some: Particulars, others: Particulars): boolean =>
  some.length === others.length && some.every((value, index) => value === others[index]);
