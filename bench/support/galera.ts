import { execFile } from "node:child_process";
import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { temporaryFolder } from "./folder";
import { run } from "./mariadb";
import { Child, freePort } from "./processes";

/** Debian's. */
const PROVIDER = "/usr/lib/galera/libgalera_smm.so";
/** rsync, by which a server gets its first copy, gives nothing to a process of root's. */
const IS_ROOT = process.getuid?.() === 0;
const NAMES = ["db1", "db2", "db3"];

export interface Cluster extends AsyncDisposable {
  /** `mysql://root@127.0.0.1:PORT/redress`, empty, on the one that is written to. */
  readonly url: string;
}

/**
 * Three servers of a Galera cluster on this machine, which share its processors and its disk. Each commit is forced to disk and written into a
 * binary log on each of them, as deploy/my.cnf and deploy/galera.cnf have it.
 */
export async function startGalera(): Promise<Cluster> {
  const folder = temporaryFolder();
  // Servers of another user find their way to theirs.
  await chmod(folder, 0o711);
  const started: Child[] = [];
  const ports = await Promise.all(
    NAMES.map(async () => ({
      port: await freePort(),
      group: await freePort(),
      missed: await freePort(),
      copy: await freePort(),
    })),
  );
  const address = `gcomm://${ports.map(({ group }) => `127.0.0.1:${group}`).join(",")}`;
  for (const [index, { port, group, missed, copy }] of ports.entries()) {
    const place = join(folder, NAMES[index] ?? "");
    const data = join(place, "data");
    await mkdir(place);
    if (IS_ROOT) await promisify(execFile)("chown", ["mysql:", place]);
    await promisify(execFile)("mariadb-install-db", [
      "--no-defaults",
      ...asMysql(),
      `--datadir=${data}`,
      `--tmpdir=${place}`,
      "--auth-root-authentication-method=normal",
      "--skip-test-db",
    ]);
    const settings = {
      datadir: data,
      tmpdir: place,
      port,
      "bind-address": "127.0.0.1",
      socket: join(place, "socket"),
      "pid-file": join(place, "pid"),
      "innodb-buffer-pool-size": "256M",
      "innodb-log-file-size": "256M",
      "innodb-flush-log-at-trx-commit": 1,
      "sync-binlog": 1,
      "log-bin": "redress",
      "binlog-annotate-row-events": "OFF",
      "log-slave-updates": "ON",
      "server-id": index + 1,
      "binlog-format": "ROW",
      "innodb-autoinc-lock-mode": 2,
      "performance-schema": "OFF",
      "character-set-server": "utf8mb4",
      "wsrep-on": "ON",
      "wsrep-provider": PROVIDER,
      "wsrep-cluster-name": "redress",
      "wsrep-cluster-address": address,
      "wsrep-node-name": NAMES[index] ?? "",
      "wsrep-node-address": `127.0.0.1:${group}`,
      "wsrep-sst-method": "rsync",
      "wsrep-sst-receive-address": `127.0.0.1:${copy}`,
      "wsrep-slave-threads": 4,
      "wsrep-provider-options": `gmcast.listen_addr=tcp://127.0.0.1:${group};ist.recv_addr=127.0.0.1:${missed};gcache.size=128M`,
    };
    const args = [
      "--no-defaults",
      ...asMysql(),
      "--skip-name-resolve",
      ...Object.entries(settings).map(([name, value]) => `--${name}=${value}`),
    ];
    const first = index === 0 ? ["--wsrep-new-cluster"] : [];
    started.push(
      await Child.start("mariadbd", [...args, ...first], () => run(`mysql://root@127.0.0.1:${port}`, "SELECT 1")),
    );
  }
  const server = `mysql://root@127.0.0.1:${ports[0]?.port ?? 0}`;
  await run(server, "CREATE DATABASE redress CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
  return {
    url: `${server}/redress`,
    async [Symbol.asyncDispose]() {
      for (const child of started.reverse()) await child[Symbol.asyncDispose]();
    },
  };
}

const asMysql = (): string[] => (IS_ROOT ? ["--user=mysql"] : []);
