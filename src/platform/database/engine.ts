import { closeSync, openSync } from "node:fs";
import type { Socket } from "node:net";
import { dirname } from "node:path";
import { DataSource, type DataSourceOptions, type MixedList } from "typeorm";
import type { BetterSqlite3DataSourceOptions } from "typeorm/driver/better-sqlite3/BetterSqlite3DataSourceOptions.js";
import type { MysqlDriver } from "typeorm/driver/mysql/MysqlDriver.js";
import { makeFolderNow } from "../storage/make-folder";
import type { Hooked } from "./hook";
import { SpeakingNames } from "./naming";

// oxlint-disable-next-line typescript/no-unsafe-function-type -- TypeORM's own signature
type Classes = MixedList<Function>;

export interface DatabaseSettings {
  /** `sqlite:PATH` or `mysql://user:password@host:port/database` or `mariadb://…`; on this machine also `…?socketPath=PATH`. */
  url: string;
  poolSize?: number;
  /** How much of its file each connection keeps in memory. SQLite only. */
  cacheKib?: number;
  /** Milliseconds after which a single statement is cancelled. MySQL and MariaDB only: SQLite's run inside the process. */
  statementTimeout?: number;
  /** Encrypted, to whom the certificates vouch for; left out: not encrypted. MySQL and MariaDB only. */
  tls?: { rejectUnauthorized: boolean; verifyIdentity?: boolean; ca?: string };
}

export interface Model {
  migrations: Classes;
  /** For comparing the tables with what the entities declare; rows are read and written without. */
  entities?: Classes;
  /** Needed for acts to which other rooms add something. */
  hooks?: readonly Hooked[];
}

/** SQLite's own bound is 2 MB: of a larger file it would read the same pages from the system again and again. */
export const SQLITE_CACHE_KIB = 32_000;

export const isSqlite = (dataSource: DataSource): boolean => dataSource.options.type === "better-sqlite3";

/** Of a server on this machine that is reached through a file instead of a port: less work for both ends. */
export const socketPathOf = (url: string): string | undefined =>
  new URL(url).searchParams.get("socketPath") ?? undefined;

export function createDataSource(settings: DatabaseSettings, model: Model): DataSource {
  const { entities = [], migrations } = model;
  const common = {
    entities,
    migrations,
    namingStrategy: new SpeakingNames(),
    synchronize: false,
    logging: false as const,
  };
  if (settings.url.startsWith("sqlite:")) {
    const database = settings.url.slice("sqlite:".length);
    makeFile(database);
    return new DataSource({
      ...common,
      type: "better-sqlite3",
      database,
      enableWAL: true,
      timeout: 10_000,
      prepareDatabase: (connection: { pragma(text: string): unknown }) => {
        // What is replaced or deleted, also by a migration, does not stay in the file.
        connection.pragma("secure_delete = ON");
        connection.pragma(`cache_size = ${-(settings.cacheKib ?? SQLITE_CACHE_KIB)}`);
      },
    });
  }
  return new DataSource({
    ...common,
    // One driver for both; TypeORM only reads their catalogues differently.
    type: settings.url.startsWith("mariadb:") ? "mariadb" : "mysql",
    url: settings.url,
    socketPath: socketPathOf(settings.url),
    charset: "utf8mb4_bin",
    timezone: "Z",
    supportBigNumbers: true,
    bigNumberStrings: false,
    // A transaction's writes are sent as one text (see Tx), so an injection could add statements: there must be none. Every value is a
    // parameter and a plain one (`plainValues`), and the server understands the backslash by which the driver escapes (`prepareEscapes`).
    multipleStatements: true,
    connectTimeout: 5_000,
    ...(settings.tls ? { ssl: settings.tls } : {}),
    poolSize: settings.poolSize ?? 16,
    extra: {
      // Past this many waiting requests it is kinder to refuse than to queue.
      queueLimit: 512,
      // SUM and AVG return DECIMAL, which would arrive as text; as on SQLite it is a number, past 2^53 the nearest one.
      decimalNumbers: true,
      // None is prepared here; room for the driver's 16,000 is half a megabyte for each connection.
      maxPreparedStatements: 1,
    },
  } satisfies DataSourceOptions);
}

/** A second connection to the same SQLite file: readers on it never see the writer's uncommitted rows. */
export function createSqliteReader(writer: DataSource): DataSource {
  return new DataSource({
    ...(writer.options as BetterSqlite3DataSourceOptions),
    readonly: true,
    enableWAL: false,
    migrations: [],
  });
}

const ESCAPES = "SET SESSION sql_mode = REPLACE(@@SESSION.sql_mode, 'NO_BACKSLASH_ESCAPES', '')";

/**
 * Must run before any value is sent: the driver escapes a quotation mark with a backslash, and where a server takes that for an
 * ordinary character, any text could become SQL.
 */
export async function prepareEscapes(dataSource: DataSource): Promise<void> {
  if (isSqlite(dataSource)) return;
  const pool = (dataSource.driver as MysqlDriver).pool as MysqlPool;
  pool.on("connection", (connection) => void connection.query(ESCAPES));
  // The pool opened its first connection before this was configured.
  await dataSource.query(ESCAPES);
}

/** A process that stands still in the middle of a transaction holds up whoever waits for its rows: after so long MariaDB ends it. */
const LONGEST_PAUSE_SECONDS = 10;

/** READ COMMITTED: at MariaDB's default level, a command that has read anything fails where it locks what another one has changed since. */
export async function prepareSessions(dataSource: DataSource, statementTimeout: number): Promise<void> {
  if (isSqlite(dataSource)) {
    await dataSource.query("PRAGMA synchronous = NORMAL");
    // Whoever waits for another process's transaction does so outside of the driver, which holds this one up: see `waitForWriter`.
    await dataSource.query("PRAGMA busy_timeout = 5");
    return;
  }
  const [server] = await dataSource.query<{ version: string }[]>("SELECT VERSION() AS version");
  const budget = server?.version.includes("MariaDB")
    ? `max_statement_time = ${statementTimeout / 1000}, idle_transaction_timeout = ${LONGEST_PAUSE_SECONDS}`
    : `max_execution_time = ${statementTimeout}`;
  const setUp = `SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED; SET SESSION ${budget}`;
  const catchUp = (await isGalera(dataSource)) ? CATCH_UP : null;
  const pool = (dataSource.driver as MysqlDriver).pool as MysqlPool;
  const patience = statementTimeout + SILENCE_MARGIN;
  const prepare = async (connection: MysqlConnection): Promise<void> => {
    giveUpOnSilence(connection, patience);
    const answers = [setUp, ...(catchUp === null ? [] : [catchUp])].map(
      (text) =>
        new Promise<void>((done, failed) => connection.query(text, (error) => (error ? failed(error) : done()))),
    );
    await Promise.all(answers);
  };
  // What waits for a connection that could not be prepared is refused, and asks again on another.
  pool.on("connection", (connection) => {
    prepare(connection).catch((error: unknown) =>
      connection.stream.destroy(Object.assign(new Error(String(error)), { code: "ECONNRESET" })),
    );
  });
  // The pool opened its first connections before this was configured; where there was something to migrate, more than one.
  await Promise.all(pool._allConnections.toArray().map(prepare));
}

/**
 * Where the server of a cluster that was written to dies, another takes over that may have yet to apply the last commits: nothing is read by
 * a new connection before that is done. One that lasts needs no more, since all that is written meanwhile goes to its own server.
 */
const CATCH_UP = "SET STATEMENT wsrep_sync_wait = 1 FOR SELECT 1";

/** Whether the server is one of a Galera cluster. */
export async function isGalera(dataSource: DataSource): Promise<boolean> {
  const [row] = await dataSource.query<{ Value: string }[]>("SHOW VARIABLES LIKE 'wsrep_on'");
  return row?.Value === "ON";
}

/** How much longer than the statement timeout a server may stay silent. */
const SILENCE_MARGIN = 2_000;

/** A server that is frozen, or behind a cable that was pulled, cancels nothing: without this its clients would wait forever. */
function giveUpOnSilence({ stream }: MysqlConnection, milliseconds: number): void {
  stream.setTimeout(milliseconds, () =>
    stream.destroy(Object.assign(new Error("the database does not answer"), { code: "ETIMEDOUT" })),
  );
}

export interface PoolFigures {
  used: number;
  free: number;
  waiting: number;
}

/** null on SQLite, which has none. */
export function poolOf(dataSource: DataSource): PoolFigures | null {
  if (isSqlite(dataSource)) return null;
  const {
    _allConnections: all,
    _freeConnections: free,
    _connectionQueue: waiting,
  } = (dataSource.driver as MysqlDriver).pool as MysqlPool;
  return { used: all.length - free.length, free: free.length, waiting: waiting.length };
}

interface MysqlConnection {
  query(sql: string, answer?: (error: Error | null) => void): unknown;
  stream: Socket;
}

interface MysqlPool {
  /** The driver tells of these only by events. */
  readonly _allConnections: { length: number; toArray(): MysqlConnection[] };
  readonly _freeConnections: { length: number };
  readonly _connectionQueue: { length: number };
  on(event: "connection", listener: (connection: MysqlConnection) => void): void;
}

/** What it holds is for nobody else on the machine; SQLite makes the files beside it as this one is. */
function makeFile(path: string): void {
  try {
    makeFolderNow(dirname(path));
    closeSync(openSync(path, "a", 0o600));
  } catch (cause) {
    // As SQLite itself would refuse.
    throw Object.assign(new Error(String(cause), { cause }), { code: "SQLITE_CANTOPEN" });
  }
}
