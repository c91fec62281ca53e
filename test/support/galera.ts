import { execFile } from "node:child_process";
import { chmod, cp, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { createConnection } from "mysql2/promise";
import { emptyData } from "./mariadb";
import { freePort, startProcess, type TestProcess } from "./processes";
import { findProgram, requireProgram, type Program } from "./programs";
import { temporaryFolder, type TemporaryFolder } from "./temporary";

const DEPLOY = join(__dirname, "../../deploy");
/** Whose the data folders are with Debian's packages; rsync gives nobody else's to a process of root's. */
const USER = process.getuid?.() === 0 ? "mysql" : undefined;
const WHOLE_COPY_MS = 60_000;

export const GALERA_PROGRAMS = ["mariadbd", "libgalera_smm.so", "rsync", "haproxy"] as const satisfies Program[];

/** `describe` for what needs all of them; where one is missing it is skipped and says why. */
export function describeWithGalera(name: string, body: () => void): void {
  const missing = GALERA_PROGRAMS.filter((program) => findProgram(program) === undefined);
  if (missing.length === 0) describe(name, body);
  else describe.skip(`${name} (skipped: ${missing.join(", ")} not installed)`, body);
}

/** One server of a cluster, which can be killed, frozen, and started again on its data. */
export class GaleraNode {
  private running: TestProcess | undefined;

  constructor(
    private readonly place: Place,
    private readonly args: readonly string[],
  ) {}

  get name(): string {
    return this.place.name;
  }

  get url(): string {
    return `mysql://root@127.0.0.1:${this.place.port}`;
  }

  private get process(): TestProcess {
    if (!this.running) throw new Error(`${this.name} was not started`);
    return this.running;
  }

  /** Its data, with whom haproxy's check signs in as. */
  async make(): Promise<void> {
    const { folder } = this.place;
    await cp(await emptyData(), join(folder, "data"), { recursive: true });
    await this.own();
    await this.start({ isFirst: true });
    const connection = await createConnection(this.url);
    await connection.query("CREATE USER haproxy@'%'");
    await connection.end();
    await this.stop();
  }

  async copyOf(other: GaleraNode): Promise<void> {
    await cp(join(other.place.folder, "data"), join(this.place.folder, "data"), { recursive: true });
    await this.own();
  }

  /** Ready once it has all that the others have. `isFirst`: nobody else is there. */
  async start({ isFirst = false } = {}): Promise<void> {
    const from = `--wsrep-start-position=${await this.recoveredPosition()}`;
    const args = [...this.args, from, ...(isFirst ? ["--wsrep-new-cluster"] : [])];
    this.running = await startProcess(requireProgram("mariadbd"), args, {
      ready: { port: this.place.port },
      user: USER,
    });
    await this.running.waitUntil(() => this.hasEverything(), WHOLE_COPY_MS);
  }

  private async hasEverything(): Promise<boolean> {
    try {
      const connection = await createConnection(this.url);
      await connection.query("SELECT 1").finally(() => connection.destroy());
      return true;
    } catch {
      return false;
    }
  }

  /** The last transaction in its files, as Debian's unit asks before each start. Only while it does not run. */
  async recoveredPosition(): Promise<string> {
    const state = await readFile(this.stateFile, "utf8").catch(() => "");
    const [, uuid, seqno = "-1"] = /^uuid: +(\S+)\nseqno: +(\S+)$/m.exec(state) ?? [];
    // It stopped by itself, and wrote it down.
    if (uuid !== undefined && seqno !== "-1") return `${uuid}:${seqno}`;
    const asker = await startProcess(requireProgram("mariadbd"), [...this.args, "--wsrep-recover"], {
      ready: { output: /Recovered position: \S+/ },
      user: USER,
    });
    await asker.exited;
    return /Recovered position: (\S+)/.exec(asker.output)?.[1] ?? "";
  }

  /** What an operator does where all died at once, to the one that has most. */
  async allowToBegin(): Promise<void> {
    const text = await readFile(this.stateFile, "utf8");
    await writeFile(this.stateFile, text.replace("safe_to_bootstrap: 0", "safe_to_bootstrap: 1"));
  }

  private get stateFile(): string {
    return join(this.place.folder, "data", "grastate.dat");
  }

  kill(signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
    return this.process.kill(signal);
  }

  freeze(): Promise<void> {
    return this.process.freeze();
  }

  signal(signal: NodeJS.Signals): void {
    this.process.signal(signal);
  }

  async stop(): Promise<void> {
    await this.running?.stop();
  }

  private async own(): Promise<void> {
    if (USER !== undefined) await promisify(execFile)("chown", ["-R", `${USER}:`, this.place.folder]);
  }
}

export interface GaleraCluster extends AsyncDisposable {
  readonly nodes: readonly [GaleraNode, GaleraNode, GaleraNode];
  /** By haproxy, with the configuration that is in deploy/. */
  readonly writerUrl: string;
  readonly readersUrl: string;
  readonly router: TestProcess;
}

/** Three servers of Debian's packages with deploy/galera.cnf, behind haproxy with deploy/haproxy.cfg. */
export async function startGalera(): Promise<GaleraCluster> {
  const folder = await temporaryFolder("galera");
  // Servers of another user find their way to theirs, and see nothing else.
  for (const path of [folder.path, dirname(folder.path)]) await chmod(path, 0o711);
  const started: { stop(): Promise<void> }[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((each) => each.stop()));
    await folder.remove();
  };
  try {
    const places = await Promise.all(["db1", "db2", "db3"].map((name) => placeOf(name, folder)));
    const sample = await sampleSettings();
    const [first, ...others] = places.map(
      (place, index) => new GaleraNode(place, argsOf(place, places, sample, index)),
    );
    if (!first) throw new Error("three places");
    started.push(first, ...others);
    await first.make();
    // As if each had been given its copy of everything before: what is tried is not how long that takes.
    for (const node of others) await node.copyOf(first);
    await first.start({ isFirst: true });
    // One after the other: two that come at once hold each other up for seconds.
    for (const node of others) await node.start();
    const [writer, readers] = [await freePort(), await freePort()];
    const file = join(folder.path, "haproxy.cfg");
    await writeFile(file, await routerConfig(places, writer, readers));
    const router = await startProcess(requireProgram("haproxy"), ["-db", "-f", file], { ready: { port: writer } });
    started.push(router);
    const [second, third] = others;
    if (!second || !third) throw new Error("three places");
    return {
      nodes: [first, second, third],
      router,
      writerUrl: `mysql://root@127.0.0.1:${writer}`,
      readersUrl: `mysql://root@127.0.0.1:${readers}`,
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Place {
  name: string;
  folder: string;
  port: number;
  /** Where the others reach it; for what it missed; for a copy of everything. */
  groupPort: number;
  missedPort: number;
  copyPort: number;
}

async function placeOf(name: string, { path }: TemporaryFolder): Promise<Place> {
  return {
    name,
    folder: join(path, name),
    port: await freePort(),
    groupPort: await freePort(),
    missedPort: await freePort(),
    copyPort: await freePort(),
  };
}

/** Of deploy/galera.cnf what does not name machines. */
async function sampleSettings(): Promise<Record<string, string>> {
  const lines = (await readFile(join(DEPLOY, "galera.cnf"), "utf8")).split("\n");
  const settings = lines.flatMap((line) => {
    const [, name, value = ""] = /^(\w+)\s*=\s*(.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [[name.replaceAll("_", "-"), value.replace(/^"(.*)"$/, "$1")] as const];
  });
  return Object.fromEntries(settings);
}

function argsOf(place: Place, all: readonly Place[], sample: Record<string, string>, index: number): string[] {
  const settings = {
    ...sample,
    "server-id": index + 1,
    datadir: join(place.folder, "data"),
    tmpdir: place.folder,
    socket: join(place.folder, "socket"),
    "pid-file": join(place.folder, "pid"),
    port: place.port,
    "bind-address": "127.0.0.1",
    "max-connections": 500,
    "innodb-buffer-pool-size": "64M",
    "innodb-log-file-size": "16M",
    "performance-schema": "OFF",
    // As in `mariadb.ts`: no key is made at each start.
    ssl: "OFF",
    "character-set-server": "utf8mb4",
    "log-bin": "redress",
    "wsrep-node-name": place.name,
    "wsrep-node-address": `127.0.0.1:${place.groupPort}`,
    "wsrep-cluster-address": `gcomm://${all.map(({ groupPort }) => `127.0.0.1:${groupPort}`).join(",")}`,
    "wsrep-sst-receive-address": `127.0.0.1:${place.copyPort}`,
    "wsrep-provider-options": [
      `gmcast.listen_addr=tcp://127.0.0.1:${place.groupPort}`,
      `ist.recv_addr=127.0.0.1:${place.missedPort}`,
      String(sample["wsrep-provider-options"]).replace("gcache.size=2G", "gcache.size=32M"),
    ].join(";"),
  };
  return [
    "--no-defaults",
    ...Object.entries(settings).map(([name, value]) => `--${name}=${value}`),
    "--skip-name-resolve",
  ];
}

async function routerConfig(places: readonly Place[], writer: number, readers: number): Promise<string> {
  const sample = await readFile(join(DEPLOY, "haproxy.cfg"), "utf8");
  return (
    places
      .reduce((text, { name, port }) => text.replaceAll(`${name}:3306`, `127.0.0.1:${port}`), sample)
      // Only root may become somebody else.
      .replace(/^ {2}(user|group) .*\n/gm, (line) => (USER === undefined ? "" : line))
      .replace("127.0.0.1:3306\n", `127.0.0.1:${writer}\n`)
      .replace("127.0.0.1:3307\n", `127.0.0.1:${readers}\n`)
  );
}
