import { createConnection, type Connection, type RowDataPacket } from "mysql2/promise";
import type { Child } from "./processes";

/** What some work cost so far: statements and commits of the database, and milliseconds of processor time. */
export interface Spent {
  reads: number;
  writes: number;
  commits: number;
  cpu: number;
  database: number;
}

const WRITES = ["Com_insert", "Com_update", "Com_delete", "Com_insert_select", "Com_replace"];
const NAMES = ["Com_select", "Com_commit", ...WRITES];

/** Reads the database's own counters: every statement of a text that holds several is one. */
export class Meter implements AsyncDisposable {
  private constructor(
    private readonly connection: Connection,
    private readonly database: Child,
  ) {}

  static async open(url: string, database: Child): Promise<Meter> {
    return new Meter(await createConnection(url), database);
  }

  /** What the database and this server spend on the work. */
  async of<T>(server: Child, work: () => Promise<T>): Promise<{ result: T; spent: Spent }> {
    const before = await this.read(server);
    const result = await work();
    const after = await this.read(server);
    const difference = (what: keyof Spent): number => after[what] - before[what];
    return {
      result,
      spent: {
        reads: difference("reads"),
        writes: difference("writes"),
        commits: difference("commits"),
        cpu: difference("cpu"),
        database: difference("database"),
      },
    };
  }

  async version(): Promise<string> {
    const [[row]] = await this.connection.query<RowDataPacket[]>("SELECT VERSION() AS version");
    return String(row?.version);
  }

  private async read(server: Child): Promise<Spent> {
    const [rows] = await this.connection.query<RowDataPacket[]>("SHOW GLOBAL STATUS WHERE Variable_name IN (?)", [
      NAMES,
    ]);
    const counts = new Map(rows.map((row) => [row.Variable_name as string, Number(row.Value)]));
    const count = (name: string): number => counts.get(name) ?? NaN;
    return {
      reads: count("Com_select"),
      writes: WRITES.reduce((sum, name) => sum + count(name), 0),
      commits: count("Com_commit"),
      cpu: server.cpu(),
      database: this.database.cpu(),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.connection.end();
  }
}
