import { LRUCache } from "lru-cache";
import { setTimeout as delay } from "node:timers/promises";
import { QueryFailedError, type DataSource } from "typeorm";
import type { BetterSqlite3Driver } from "typeorm/driver/better-sqlite3/BetterSqlite3Driver.js";
import type { MysqlDriver } from "typeorm/driver/mysql/MysqlDriver.js";
import type { SqlValue } from "./row-mapper";

/** Rows as objects or as arrays; of several statements, where they differ, each one's. */
export type AsArrays = boolean | readonly boolean[];

export interface Statement {
  sql: string;
  params: readonly SqlValue[];
  /** Of one that answers rows. */
  asArrays?: boolean;
}

/** What the drivers answer: rows; of several statements a list of their answers. */
export type Send = (text: string, params: SqlValue[], asArrays: AsArrays) => Promise<unknown>;

/**
 * Statements past TypeORM's query runner, which takes a connection and a stack trace for each, and knows no rows as arrays. A failure is
 * TypeORM's own error all the same.
 */
export const sendThrough = (source: DataSource): Send =>
  source.options.type === "better-sqlite3"
    ? sqlite((source.driver as BetterSqlite3Driver).databaseConnection as SqliteConnection)
    : mysql(() => (source.driver as MysqlDriver).pool as MysqlConnection);

/** A connection that is nobody else's until it is released. */
interface Held {
  send: Send;
  /** `broken`: what state it is in is not known, so that nobody is to have it after this. */
  release(broken: boolean): void;
}

/** The one connection of a transaction; TypeORM's query runner comes with an entity manager. */
export const holdConnection = (source: DataSource): Promise<Held> =>
  new Promise((done, failed) => {
    const pool = (source.driver as MysqlDriver).pool as MysqlPool;
    pool.getConnection((error, connection) => {
      if (error) return failed(error);
      const release = (broken: boolean): void => (broken ? connection.destroy() : connection.release());
      done({ send: mysql(() => connection), release });
    });
  });

interface MysqlConnection {
  query(
    statement: { sql: string; values: SqlValue[]; rowsAsArray: boolean },
    answer: (error: Error | null, rows: unknown, fields: unknown) => void,
  ): void;
}

interface MysqlPool {
  getConnection(
    answer: (error: Error | null, connection: MysqlConnection & { release(): void; destroy(): void }) => void,
  ): void;
}

type Fields = readonly { name: string }[];

const mysql =
  (connection: () => MysqlConnection): Send =>
  (text, params, asArrays) =>
    new Promise((done, failed) => {
      const differ = typeof asArrays !== "boolean";
      connection().query({ sql: text, values: params, rowsAsArray: differ || asArrays }, (error, rows, fields) => {
        if (error) failed(new QueryFailedError(text, params, error));
        else done(differ ? eachAs(asArrays, rows as unknown[], fields as Fields[]) : rows);
      });
    });

/** The driver answers all statements of a text alike. */
const eachAs = (asArrays: readonly boolean[], answers: unknown[], fields: readonly Fields[]): unknown[] =>
  answers.map((rows, nth) =>
    asArrays[nth] || !Array.isArray(rows)
      ? rows
      : (rows as SqlValue[][]).map((row) =>
          Object.fromEntries(row.map((value, at) => [fields[nth]?.[at]?.name ?? "", value])),
        ),
  );

interface SqliteConnection {
  prepare(text: string): SqliteStatement;
}

interface SqliteStatement {
  reader: boolean;
  raw(asArrays: boolean): SqliteStatement;
  all(...params: SqlValue[]): unknown[];
  run(...params: SqlValue[]): unknown;
}

function sqlite(connection: SqliteConnection): Send {
  const prepared = new LRUCache<string, SqliteStatement>({
    max: 500,
    memoMethod: (text) => connection.prepare(text),
  });
  return async (text, params, asArrays) => {
    try {
      const statement = prepared.memo(text);
      return statement.reader ? statement.raw(asArrays === true).all(...params) : statement.run(...params);
    } catch (error) {
      throw new QueryFailedError(text, params, error as Error);
    }
  };
}

const LONGEST_WAIT_MS = 10_000;
const LOOKS_AGAIN_MS = 5;

/** Of SQLite's writer: while another process writes to the file, the transaction begins later, and this process goes on meanwhile. */
export const waitForWriter =
  (send: Send): Send =>
  async (text, params, asArrays) => {
    const until = performance.now() + LONGEST_WAIT_MS;
    for (;;)
      try {
        return await send(text, params, asArrays);
      } catch (error) {
        const { code } = (error as QueryFailedError<Error & { code?: string }>).driverError ?? {};
        if (!text.startsWith("BEGIN") || code !== "SQLITE_BUSY" || performance.now() > until) throw error;
        await delay(LOOKS_AGAIN_MS);
      }
  };
