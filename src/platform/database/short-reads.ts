import { Reader } from "./reader";
import type { SqlValue } from "./row-mapper";
import type { Rows } from "./same-reads";
import type { Sql } from "./sql";

/** A statement that is asked, its rows as objects or as arrays. */
export interface Asked {
  statement: Pick<Sql, "text" | "params" | "noted">;
  asArrays: boolean;
}

/** What waits for it runs once everything that is to be done now has been begun. */
const settled = Promise.resolve();

interface Waiting extends Asked {
  done: (rows: unknown) => void;
  failed: (error: unknown) => void;
}

/** Can send several statements as one text. */
interface Sending extends Reader {
  together(asked: readonly Asked[]): Promise<readonly unknown[]>;
}

/**
 * The database for reads of few rows that an index finds: what is asked of it at once, as by the fields of one row, is one round trip. So
 * one waits for the others, and one that fails takes them with it: not for what may take long.
 */
export class ShortReads extends Reader {
  private waiting: Waiting[] = [];

  constructor(private readonly database: Sending) {
    super();
  }

  get source(): object {
    return this.database.source;
  }

  ask<R>(text: string, params: readonly SqlValue[], noted?: readonly string[]): Promise<R[]> {
    return this.read({ text, params, noted }, false);
  }

  rows(statement: Sql): Promise<Rows> {
    return this.read(statement, true);
  }

  override get isRecorded(): boolean {
    return this.database.isRecorded;
  }

  override notes(table: string, column: string, values: readonly unknown[]): boolean {
    return this.database.notes(table, column, values);
  }

  private read<R>(statement: Asked["statement"], asArrays: boolean): Promise<R[]> {
    return new Promise((done, failed) => {
      this.waiting.push({ statement, asArrays, done: done as Waiting["done"], failed });
      // After the loaders, which gather what they read until the next tick, and after what only waited for something known already.
      if (this.waiting.length === 1) void settled.then(() => process.nextTick(() => void this.send()));
    });
  }

  private async send(): Promise<void> {
    const { waiting } = this;
    this.waiting = [];
    try {
      const answers = await this.database.together(waiting);
      waiting.forEach(({ done }, nth) => done(answers[nth]));
    } catch (error) {
      for (const { failed } of waiting) failed(error);
    }
  }
}
