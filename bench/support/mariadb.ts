import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { createConnection } from "mysql2/promise";
import { temporaryFolder } from "./folder";
import { Child, freePort } from "./processes";

export interface Database extends AsyncDisposable {
  /** `mysql://root@127.0.0.1:PORT/redress`, empty. */
  readonly url: string;
  readonly server: Child;
}

/**
 * A MariaDB server in a folder of its own, deleted after the run. Commits are written at once and forced to disk every second; `durable`:
 * each before it is confirmed, and in a binary log as well, as deploy/my.cnf has it. `diskMs`: as on a disk that takes so much longer to say
 * that something is on it; Linux only, by strace.
 */
export async function startMariaDb(durable = false, diskMs = 0): Promise<Database> {
  const folder = temporaryFolder();
  const data = join(folder, "data");
  // MariaDB refuses to run as root unless told so.
  const user = process.getuid?.() === 0 ? ["--user=root"] : [];
  const install = [
    "--no-defaults",
    ...user,
    `--datadir=${data}`,
    `--tmpdir=${folder}`,
    "--auth-root-authentication-method=normal",
    "--skip-test-db",
  ];
  await promisify(execFile)("mariadb-install-db", install);

  const port = await freePort();
  const server = `mysql://root@127.0.0.1:${port}`;
  const settings = {
    datadir: data,
    port,
    "bind-address": "127.0.0.1",
    // A starting server clears its tmpdir of temporary tables, even of those that another one is using.
    tmpdir: folder,
    socket: join(folder, "socket"),
    "pid-file": join(folder, "pid"),
    "innodb-buffer-pool-size": "1G",
    "innodb-log-file-size": "512M",
    ...(durable
      ? {
          "innodb-flush-log-at-trx-commit": 1,
          "sync-binlog": 1,
          "log-bin": join(folder, "binlog"),
          "binlog-annotate-row-events": "OFF",
          "server-id": 1,
        }
      : { "innodb-flush-log-at-trx-commit": 2, "skip-log-bin": 1 }),
    "performance-schema": "OFF",
    "character-set-server": "utf8mb4",
  };
  const [program = "", ...args] = [
    ...(diskMs > 0 ? slowDisk(diskMs) : []),
    "mariadbd",
    "--no-defaults",
    ...user,
    "--skip-name-resolve",
    ...Object.entries(settings).map(([name, value]) => `--${name}=${value}`),
  ];
  const child = await Child.start(program, args, () => run(server, "SELECT 1"));
  await run(server, "CREATE DATABASE redress CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
  return {
    url: `${server}/redress`,
    server: child,
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  };
}

/** The calls by which a database waits for its disk come back later, and nothing else is held up; the process stays the one started. */
const slowDisk = (ms: number): string[] => [
  ...["strace", "--daemonize", "--follow-forks", "--seccomp-bpf", "--quiet=all", "--output=/dev/null"],
  ...["--trace=fsync,fdatasync", `--inject=fsync,fdatasync:delay_exit=${Math.round(ms * 1_000)}`],
];

export async function run(url: string, sql: string): Promise<true> {
  const connection = await createConnection(url);
  try {
    await connection.query(sql);
  } finally {
    await connection.end();
  }
  return true;
}
