import { join } from "node:path";
import { createConnection } from "mysql2/promise";
import { BUILT } from "../support/built";
import { type TestMariaDb, startMariaDb } from "../support/mariadb";
import { freePort, startProcess, type TestProcess } from "../support/processes";
import { temporaryFolder } from "../support/temporary";
import { startRedis, type TestRedis } from "../support/redis";

export const SECRET = "one secret for all nodes, as cursors and tokens go from one to another";

/** What all nodes of a test are told, unless the test says otherwise. */
const COMMON = {
  HOST: "127.0.0.1",
  SECRET,
  DEMO: "true",
  DEVELOPMENT: "true",
  LOG_LEVEL: "error",
  // Often enough to be going on when something goes wrong; each second it was a fifth of what the nodes did.
  SWEEP_SECONDS: "3",
  SOCKETS_PER_ADDRESS: "100000",
  SOCKETS_PER_PERSON: "100000",
};

/** A real server process, which can be killed, frozen, and started again on its port. */
export class ServerNode implements AsyncDisposable {
  private earlier = "";

  private constructor(
    readonly port: number,
    private readonly env: Record<string, string>,
    private readonly dist: string,
    private running: TestProcess,
  ) {}

  /** `dist`: another version's. */
  static async start(
    env: Record<string, string>,
    { port, dist = BUILT }: { port?: number; dist?: string } = {},
  ): Promise<ServerNode> {
    port ??= await freePort();
    return new ServerNode(port, env, dist, await run(dist, port, env));
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    return this.running.pid;
  }

  /** What it logged and printed, over all its lives. */
  get output(): string {
    return this.earlier + this.running.output;
  }

  /** What it logged as an error of its own, not of the client or of the things it depends on. */
  get errorsLogged(): string[] {
    return this.output.split("\n").filter((line) => /^\{"level":[56]0/.test(line));
  }

  get exited(): TestProcess["exited"] {
    return this.running.exited;
  }

  freeze(): Promise<void> {
    return this.running.freeze();
  }

  signal(signal: NodeJS.Signals): void {
    this.running.signal(signal);
  }

  async kill(): Promise<void> {
    await this.running.kill("SIGKILL");
  }

  async restart(): Promise<void> {
    await this.kill();
    this.earlier = this.output;
    this.running = await run(this.dist, this.port, this.env);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.kill();
  }
}

function run(dist: string, port: number, env: Record<string, string>): Promise<TestProcess> {
  return startProcess(process.execPath, [join(dist, "src/main.js")], {
    ready: { output: /Redress is ready/ },
    env: { ...COMMON, PORT: String(port), ...env },
  });
}

/** Two nodes on one database, with Redis between them. */
export interface Cluster extends AsyncDisposable {
  mariadb: TestMariaDb;
  redis: TestRedis;
  databaseUrl: string;
  /** For one more node. */
  env: Record<string, string> & { DATABASE_URL: string };
  nodes: [ServerNode, ServerNode];
}

export async function startCluster(env: Record<string, string> = {}): Promise<Cluster> {
  const started: AsyncDisposable[] = [];
  const keep = <T extends AsyncDisposable>(part: T): T => (started.push(part), part);
  const stop = async (): Promise<void> => {
    for (const part of started.reverse()) await part[Symbol.asyncDispose]();
  };
  try {
    const mariadb = keep(await startMariaDb());
    const redis = keep(await startRedis());
    const databaseUrl = await createDatabase(mariadb);
    const folder = keep(await temporaryFolder("nodes"));
    const own = { DATABASE_URL: databaseUrl, REDIS_URL: redis.url, DATA_DIR: folder.path, SECRET };
    const settings = { ...own, ...env };
    // The first one alone: it makes the tables.
    const first = keep(await ServerNode.start(settings));
    const second = keep(await ServerNode.start(settings));
    return { mariadb, redis, databaseUrl, env: settings, nodes: [first, second], [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Returns its address. */
export async function createDatabase({ url }: { url: string }): Promise<string> {
  const connection = await createConnection(url);
  try {
    await connection.query("CREATE DATABASE redress CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
  } finally {
    await connection.end();
  }
  return `${url}/redress`;
}
