import { setTimeout as delay } from "node:timers/promises";

const LONGEST_WAIT_MS = 2_000;
const DEFAULT_SENTINEL_PORT = 26_379;
/**
 * `redis+sentinel://user:password@host:port,host:port/NAME`: what several sentinels call the one that they watch over. `rediss+sentinel`: they and
 * the servers are spoken to by TLS only, and their certificates verified.
 */
const SENTINELS = /^redis(s?)\+sentinel:\/\/(?:([^:@/]*):([^@/]*)@)?([^@/]+)\/([\w.-]+)$/;
/** While a master is being replaced nothing is answered; asked so often, a sentinel says who it is now. */
const ASKED_AGAIN = 3;

/** What is used of the library's clients. */
interface RedisClient {
  readonly isReady: boolean;
  on(event: "ready", listener: () => void): unknown;
  on(event: "error", listener: (error: unknown) => void): unknown;
  connect(): Promise<unknown>;
  destroy(): unknown;
  publish(channel: string, message: string): Promise<unknown>;
  subscribe(channel: string, listener: (text: string) => void): Promise<unknown>;
  eval(script: string, options?: object): Promise<unknown>;
  del(key: string | string[]): Promise<unknown>;
  multi(): unknown;
}

interface LinkOptions {
  /** What is asked while there is no connection is refused, or waits. */
  offline: "refused" | "waits";
  /** A server that is silent for so long counts as unreachable. */
  silenceMs?: number;
}

/** How the settings name one; null: no sentinels. */
export function sentinelsIn(url: string): {
  name: string;
  nodes: { host: string; port: number }[];
  tls: boolean;
  username?: string;
  password?: string;
} | null {
  const [, secure, username, password, hosts = "", name = ""] = SENTINELS.exec(url) ?? [];
  if (name === "") return null;
  const nodes = hosts.split(",").map((each) => {
    const [, host = "", port] = /^(.+?)(?::(\d+))?$/.exec(each) ?? [];
    return { host, port: Number(port ?? DEFAULT_SENTINEL_PORT) };
  });
  return {
    name,
    nodes,
    tls: secure === "s",
    ...(username ? { username: decodeURIComponent(username) } : {}),
    ...(password ? { password: decodeURIComponent(password) } : {}),
  };
}

/**
 * A connection to Redis, or to whichever server is the master where sentinels watch over several. It is made again whenever it is lost, for
 * as long as it takes.
 */
export class RedisLink implements AsyncDisposable {
  private ended = false;

  /** The library is loaded only where there is a Redis: it is a fifth of all the modules of a server. */
  static async open(url: string, options: LinkOptions): Promise<RedisLink> {
    const { createClient, createSentinel } = await import("redis");
    const { offline, silenceMs } = options;
    const common = {
      disableOfflineQueue: offline === "refused",
      ...(silenceMs === undefined ? {} : { pingInterval: silenceMs / 2 }),
      socket: {
        ...(silenceMs === undefined ? {} : { socketTimeout: silenceMs }),
        reconnectStrategy: (retries: number) => Math.min(50 * 2 ** retries, LONGEST_WAIT_MS),
      },
    };
    const sentinels = sentinelsIn(url);
    if (!sentinels) return new RedisLink(createClient({ url, ...common }));
    const { name, nodes, tls, ...account } = sentinels;
    const socket = { ...common.socket, ...(tls ? { tls } : {}) };
    return new RedisLink(
      createSentinel({
        name,
        sentinelRootNodes: nodes,
        maxCommandRediscovers: ASKED_AGAIN,
        nodeClientOptions: { ...common, socket, ...account },
        ...(tls ? { sentinelClientOptions: { socket } } : {}),
      }),
    );
  }

  private constructor(readonly client: RedisClient) {}

  /** Resolves when there is a first connection. Failures are told by the client's "error" and by `lost`. */
  async connect(lost: (error: unknown) => void): Promise<void> {
    while (!this.ended)
      try {
        return void (await this.client.connect());
      } catch (error) {
        if (!this.ended) lost(error);
        await delay(LONGEST_WAIT_MS, undefined, { ref: false });
      }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.ended = true;
    await this.client.destroy();
  }
}
