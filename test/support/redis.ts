import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createClient } from "redis";
import { eventually } from "./eventually";
import { freePort, startProcess, type TestProcess } from "./processes";
import { requireProgram } from "./programs";
import { temporaryFolder } from "./temporary";

export interface TestRedis extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  freeze(): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Starts an empty server on the same port; kills the old one first if it still runs. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** A master with a replica, and three sentinels that watch over them. */
export interface WatchedRedis extends AsyncDisposable {
  /** As REDIS_URL has it. */
  readonly url: string;
  readonly masterPort: number;
  readonly replicaPort: number;
  killMaster(): Promise<void>;
}

const SENTINELS = 3;

/** Files with which they speak TLS, and nothing else. */
export interface RedisTls {
  cert: string;
  key: string;
  authority: string;
}

const tlsArgs = (port: number, { cert, key, authority }: RedisTls): string[] => [
  ...["--port", "0", "--tls-port", String(port), "--tls-cert-file", cert, "--tls-key-file", key],
  ...["--tls-ca-cert-file", authority, "--tls-auth-clients", "no", "--tls-replication", "yes"],
];

export async function startWatchedRedis(tls?: RedisTls): Promise<WatchedRedis> {
  const folder = await temporaryFolder("sentinels");
  const started: TestProcess[] = [];
  const run = async (...args: string[]): Promise<number> => {
    const port = await freePort();
    const listen = tls ? tlsArgs(port, tls) : ["--port", String(port)];
    const all = [...args, ...listen, "--bind", "127.0.0.1", "--dir", folder.path];
    started.push(await startProcess(requireProgram("redis-server"), all, { ready: { port } }));
    return port;
  };
  const nothingKept = ["--save", "", "--appendonly", "no"];
  const masterPort = await run(...nothingKept);
  const replicaPort = await run(...nothingKept, "--replicaof", `127.0.0.1 ${masterPort}`);
  const ports: number[] = [];
  for (let n = 0; n < SENTINELS; n += 1) {
    const file = join(folder.path, `sentinel-${n}.conf`);
    await writeFile(
      file,
      `sentinel monitor redress 127.0.0.1 ${masterPort} 2\nsentinel down-after-milliseconds redress 1000\nsentinel failover-timeout redress 3000\n`,
    );
    ports.push(await run(file, "--sentinel"));
  }
  // They know the replica, and each other, from the master.
  await eventually(async () => {
    for (const port of ports) {
      const known = await askSentinel(port, tls, "SENTINEL", "MASTER", "redress");
      if (known["num-slaves"] !== "1" || known["num-other-sentinels"] !== "2")
        throw new Error("they are still looking");
    }
  });
  return {
    url: `redis${tls ? "s" : ""}+sentinel://${ports.map((port) => `127.0.0.1:${port}`).join(",")}/redress`,
    masterPort,
    replicaPort,
    killMaster: async () => started[0]?.kill("SIGKILL"),
    async [Symbol.asyncDispose]() {
      await Promise.all(started.map((each) => each.stop()));
      await folder.remove();
    },
  };
}

async function askSentinel(
  port: number,
  tls: RedisTls | undefined,
  ...command: string[]
): Promise<Record<string, string>> {
  const client = tls
    ? createClient({ socket: { port, host: "127.0.0.1", tls: true, ca: await readFile(tls.authority) } })
    : createClient({ url: `redis://127.0.0.1:${port}` });
  await client.connect();
  const answer = await client.sendCommand(command).finally(() => client.destroy());
  if (!Array.isArray(answer)) return answer as unknown as Record<string, string>;
  const words = answer.map(String);
  return Object.fromEntries(words.flatMap((word, index) => (index % 2 === 0 ? [[word, words[index + 1] ?? ""]] : [])));
}

/** A Redis server of its own that keeps everything in memory. */
export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();
  const start = () =>
    startProcess(
      requireProgram("redis-server"),
      ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
      { ready: { port } },
    );

  let server = await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    get pid() {
      return server.pid;
    },
    freeze: () => server.freeze(),
    signal: (signal) => server.signal(signal),
    kill: (signal) => server.kill(signal),
    restart: async () => {
      await server.kill();
      server = await start();
    },
    stop: () => server.stop(),
    [Symbol.asyncDispose]: () => server.stop(),
  };
}
