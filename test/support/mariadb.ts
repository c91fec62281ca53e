import { execFile } from "node:child_process";
import { cp } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { createConnection } from "mysql2/promise";
import { freePort, startProcess, type TestProcess } from "./processes";
import { requireProgram } from "./programs";
import { temporaryFolder } from "./temporary";

export interface TestMariaDb extends AsyncDisposable {
  /** `mysql://root@127.0.0.1:PORT`, without a database. */
  readonly url: string;
  /** The file through which it can be reached as well. */
  readonly socket: string;
  readonly port: number;
  readonly pid: number;
  freeze(): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Starts the server again on the same data and port; kills it first if it still runs. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** A MariaDB server of its own, with special settings if any. What it committed survives `kill` and `restart`; only a power cut would lose it. */
export async function startMariaDb(special: Record<string, string> = {}): Promise<TestMariaDb> {
  const folder = await temporaryFolder("mariadb");
  const port = await freePort();
  const data = join(folder.path, "data");
  await cp(await emptyData(), data, { recursive: true });

  let server = await start(data, port, special);
  const stop = async () => {
    await server.stop();
    await folder.remove();
  };
  return {
    url: `mysql://root@127.0.0.1:${port}`,
    socket: socketOf(data),
    port,
    get pid() {
      return server.pid;
    },
    freeze: () => server.freeze(),
    signal: (signal) => server.signal(signal),
    kill: (signal) => server.kill(signal),
    restart: async () => {
      await server.kill();
      server = await start(data, port, special);
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** Of a server that writes a binary log, so that replicas can follow it. */
export const FOLLOWED = { "log-bin": "redress", "server-id": "1", "binlog-format": "ROW", "gtid-strict-mode": "ON" };

/** A server that follows one that has had FOLLOWED from its first statement on. */
export async function startReplicaOf({ port }: TestMariaDb): Promise<TestMariaDb> {
  const replica = await startMariaDb({ ...FOLLOWED, "server-id": "2", "read-only": "ON" });
  const connection = await createConnection(replica.url);
  await connection.query(
    `CHANGE MASTER TO MASTER_HOST = '127.0.0.1', MASTER_PORT = ${port}, MASTER_USER = 'root', MASTER_SSL = 0, MASTER_USE_GTID = slave_pos, MASTER_CONNECT_RETRY = 1`,
  );
  await connection.query("START SLAVE");
  await connection.end();
  return replica;
}

const socketOf = (data: string): string => join(dirname(data), "socket");

function start(data: string, port: number, special: Record<string, string>): Promise<TestProcess> {
  const settings = {
    datadir: data,
    port,
    "bind-address": "127.0.0.1",
    // A server that starts clears its tmpdir of temporary tables, also of those that another one is using.
    tmpdir: dirname(data),
    socket: socketOf(data),
    "pid-file": join(dirname(data), "pid"),
    "max-connections": 500,
    "innodb-buffer-pool-size": "128M",
    "innodb-log-file-size": "16M",
    // Written at each commit but not forced to disk: fast, and a killed process still loses nothing.
    "innodb-flush-log-at-trx-commit": 2,
    // As many as its databases have, several times: a table that is opened again is read again.
    "table-definition-cache": 8_000,
    "table-open-cache": 8_000,
    // One file for all tables: tests make thousands of them.
    "innodb-file-per-table": "OFF",
    "performance-schema": "OFF",
    // It would make itself a key and a certificate, nine tenths of what its start costs. One that is given them has TLS all the same.
    ssl: "OFF",
    "character-set-server": "utf8mb4",
    ...("log-bin" in special ? {} : { "skip-log-bin": "ON" }),
    ...special,
  };
  const args = Object.entries(settings).map(([name, value]) => `--${name}=${value}`);
  return startProcess(requireProgram("mariadbd"), ["--no-defaults", ...asRoot(), ...args, "--skip-name-resolve"], {
    ready: { port },
  });
}

/** An empty data folder. Making one takes seconds, copying one does not: the run makes it once, workers inherit its path. */
export async function emptyData(): Promise<string> {
  process.env.TEST_MARIADB_TEMPLATE ??= await installDatabase();
  return process.env.TEST_MARIADB_TEMPLATE;
}

async function installDatabase(): Promise<string> {
  const { path } = await temporaryFolder("mariadb-template");
  await promisify(execFile)("mariadb-install-db", [
    "--no-defaults",
    ...asRoot(),
    `--datadir=${path}`,
    `--tmpdir=${path}`,
    "--auth-root-authentication-method=normal",
    "--skip-test-db",
    "--innodb-log-file-size=16M",
  ]);
  return path;
}

/** MariaDB refuses to run as root unless told so. */
function asRoot(): string[] {
  return process.getuid?.() === 0 ? ["--user=root"] : [];
}
