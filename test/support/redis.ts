import { freePort, startProcess } from "./processes";
import { requireProgram } from "./programs";

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
