import { createServer, type RequestListener, type Server, type ServerOptions as NodeServerOptions } from "node:http";
import type { AddressInfo } from "node:net";
import type { Logger } from "pino";
import type { Config } from "../../config";
import { boundConnections } from "../../platform/http/connections";
import { HttpRequest } from "../../platform/http/http-request";
import { takeWholeAddress } from "../../platform/http/take-whole-address";
import { whileStarting, type Doing } from "./while-starting";

/**
 * Opens when all is ready; but where the tables have to be made first, which may take long, at once: whoever watches over the server then
 * sees that it lives, and what it does. While nothing is to be done a closed port is better: proxies pass it over.
 */
export class Port {
  readonly http: Server;
  answer: RequestListener;
  doing: Doing = "loading";
  private opening: Promise<string> | undefined;

  constructor(
    private readonly config: Config,
    log: Logger,
    private readonly listens: boolean,
  ) {
    this.http = createServer({ ...patienceOf(config), IncomingMessage: HttpRequest });
    boundConnections(this.http, config.http, config.proxyHops > 0);
    this.answer = whileStarting(log, () => this.doing);
    this.http.on("request", (request, response) => {
      takeWholeAddress(request);
      this.answer(request, response);
    });
  }

  /** Returns the address. */
  open(): Promise<string> {
    return (this.opening ??= this.listens
      ? listen(this.http, this.config)
      : Promise.resolve(this.config.publicUrl ?? ""));
  }

  tell(doing: Doing): void {
    this.doing = doing;
    // Whether it could be opened is said when all is ready.
    this.open().catch(() => undefined);
  }
}

/** Returns the address. */
export function listen(http: Server, { host, port }: Pick<Config, "host" | "port">): Promise<string> {
  return new Promise((done, failed) => {
    http.once("error", failed);
    // Thousands of clients may reconnect within a second when another node fails.
    http.listen({ port, host, backlog: 4_096 }, () => {
      http.off("error", failed);
      done(`http://localhost:${(http.address() as AddressInfo).port}`);
    });
  });
}

/** A proxy keeps its connections for a minute, and must not find one closed that it is about to use. */
const KEPT_FOR_PROXIES_MS = 75_000;
const KEPT_MS = 10_000;

/** How long the server waits for clients to send. Bodies are timed by `watchBody`. */
function patienceOf({ http: { headersTimeout }, proxyHops }: Config): NodeServerOptions {
  return {
    headersTimeout,
    requestTimeout: 0,
    connectionsCheckingInterval: Math.min(1_000, headersTimeout),
    keepAliveTimeout: proxyHops > 0 ? KEPT_FOR_PROXIES_MS : KEPT_MS,
  };
}

const PATIENCE_MS = 10_000;

/** Accepts no more requests, and waits for those in progress. */
export async function finishRequests(http: Server): Promise<void> {
  const closed = new Promise<void>((done) => http.close(() => done()));
  const idle = setInterval(() => http.closeIdleConnections(), 50);
  const late = setTimeout(() => http.closeAllConnections(), PATIENCE_MS);
  await closed;
  clearInterval(idle);
  clearTimeout(late);
}
