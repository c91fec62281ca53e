import { type ExecutionArgs, type ExecutionResult, type GraphQLError } from "graphql";
import {
  CloseCode,
  makeServer,
  MessageType,
  parseMessage,
  type CompleteMessage,
  type Context as ProtocolContext,
  type Server as Protocol,
  type SubscribePayload,
} from "graphql-ws";
import { STATUS_CODES, type IncomingMessage, type Server } from "node:http";
import type { Duplex } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import { WebSocketServer, type Server as SocketServer } from "ws";
import type { Admission } from "../graphql/admission";
import type { Context, Services } from "../graphql/context";
import type { Limits } from "../graphql/limits";
import { LiveSubscription } from "../graphql/live-subscription";
import { maskError } from "../graphql/mask";
import type { Pipeline, Prepared } from "../graphql/pipeline";
import { newRequestId } from "../ids";
import { localeSettings } from "../messages/explain";
import { Refusal } from "../refusal";
import { SCHEMA_HEADER, SCHEMA_VERSION } from "../schema-version";
import { statusOfError } from "./answer";
import { checkJson } from "./check-json";
import { originAllowed } from "./headers";
import type { Hosts } from "./hosts";
import type { LiveConnections, LiveDoor } from "./live-connections";
import { SocketConnection, type SocketEvents } from "./socket-connection";
import { SocketSink } from "./socket-sink";
import { takeWholeAddress } from "./take-whole-address";

type Extra = SocketConnection & Record<PropertyKey, unknown>;
type Socket = ProtocolContext<Record<string, unknown>, Extra>;

interface PreparedArgs extends ExecutionArgs {
  prepared: Prepared;
  contextValue: Context;
  isMeant: IsMeant;
  protocol: Socket;
  id: string;
}

/** Whether its operation is still the one that its id means: a client may cancel it before it opens, and use the id again. */
type IsMeant = () => boolean;

/** A client that sends more requests while this many bytes of responses wait for it is disconnected. */
const MOST_UNREAD = 4_194_304;
const PATIENCE_MS = 3_000;

type Upgrade = (request: IncomingMessage, wire: Duplex, head: Buffer) => Promise<void>;

/** graphql-transport-ws at /graphql: graphql-ws implements the protocol, the pipeline does the work. */
export class GraphqlOverWebsocket implements AsyncDisposable {
  private readonly server: SocketServer<typeof SocketConnection>;
  private readonly protocol: Protocol<Extra>;
  private readonly events: SocketEvents = {
    message: (connection, data) => this.hear(connection, data),
    pong: (connection) => connection.heard(),
    // Applies to one socket, e.g. a frame too long or a broken connection; "close" follows.
    error: (_, error) => this.log.debug({ err: error }, "a socket failed"),
    close: (connection, code, reason) => {
      this.live.leave(connection);
      connection.closeAllStreams();
      connection.finish?.(code, String(reason)).catch((error: unknown) => this.fault(connection, error));
    },
  };
  private accepted = 0;

  constructor(
    private readonly http: Server,
    private readonly pipeline: Pipeline,
    private readonly admission: Admission,
    private readonly limits: Limits,
    private readonly live: LiveConnections,
    private readonly hosts: Hosts,
    private readonly allowedOrigins: readonly string[],
    private readonly door: LiveDoor,
    private readonly log: Services["log"],
    /** Takes what is for others, once host and origin are known to be ours; null: it is for nobody else. */
    private readonly elsewhere: (path: string) => Upgrade | null,
  ) {
    this.server = new WebSocketServer({
      WebSocket: SocketConnection,
      noServer: true,
      clientTracking: false,
      maxPayload: limits.socketMessageBytes,
      handleProtocols: (offered) => (offered.has("graphql-transport-ws") ? "graphql-transport-ws" : false),
    });
    this.server.on("headers", (headers) => headers.push(`${SCHEMA_HEADER}: ${SCHEMA_VERSION}`));
    this.protocol = makeServer<Record<string, unknown>, Extra>({
      // See `look`: a timer for each of many sockets is expensive.
      connectionInitWaitTimeout: 0,
      onConnect: (protocol) => this.connect(protocol),
      onSubscribe: (protocol, id, payload) => {
        const isMeant = markOf(protocol, id);
        return unlessCancelled(isMeant, this.prepare(protocol, id, payload, isMeant));
      },
      execute: (args) => {
        const { prepared, contextValue, isMeant } = args as PreparedArgs;
        return unlessCancelled(isMeant, pipeline.execute(prepared, contextValue));
      },
      subscribe: (args) => this.subscribe(args as PreparedArgs),
    });
    http.on("upgrade", this.upgrade);
  }

  /** Waits a little for the clients that have been asked to leave. */
  async [Symbol.asyncDispose](): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS;
    while (this.live.of(SocketConnection).length > 0 && performance.now() < deadline) await nextTurn();
    for (const connection of this.live.of(SocketConnection)) connection.terminate();
    this.http.off("upgrade", this.upgrade);
  }

  private readonly upgrade = (request: IncomingMessage, wire: Duplex, head: Buffer): void => {
    takeWholeAddress(request);
    const path = (request.url ?? "").split("?")[0] ?? "";
    const other = this.elsewhere(path);
    try {
      if (!other && path !== "/graphql") throw new Refusal("NOT_FOUND", { reason: "request.nowhere" });
      if (!this.hosts.allows(request)) throw new Refusal("FORBIDDEN", { reason: "host" });
      if (!originAllowed(request, this.allowedOrigins)) throw new Refusal("FORBIDDEN", { reason: "origin" });
      if (!other) this.live.admit();
    } catch (error) {
      return this.refuseUpgrade(request, wire, error);
    }
    if (other) {
      // Nobody else handles this connection until then.
      const gone = (): void => void wire.destroy();
      wire.on("error", gone);
      return void other(request, wire, head)
        .catch((error: unknown) => this.refuseUpgrade(request, wire, error))
        .finally(() => wire.off("error", gone));
    }
    this.server.handleUpgrade(request, wire, head, (connection) => this.accept(connection, request));
  };

  private refuseUpgrade(request: IncomingMessage, wire: Duplex, error: unknown): void {
    const settings = localeSettings(request.headers["accept-language"]);
    const audience = { settings, requestId: newRequestId(), log: this.log, hints: false };
    sendError(wire, statusOfError(error), maskError(error, audience));
  }

  private accept(connection: SocketConnection, request: IncomingMessage): void {
    this.accepted += 1;
    connection.begin(request, this.door.addressOf(request), this.accepted, this.limits, this.events);
    connection.finish = this.protocol.opened(connection, connection as Extra);
    try {
      this.live.enter(connection);
    } catch (error) {
      this.refuse(connection, error);
    }
  }

  private hear(connection: SocketConnection, data: Buffer): void {
    connection.heard();
    if (!connection.isOpen) return;
    if (connection.sendsTooMuch()) return connection.end(new Refusal("RATE_LIMITED"));
    if (connection.bufferedAmount > MOST_UNREAD) return connection.end(new Refusal("CONSUMER_TOO_SLOW"));
    const message = String(data);
    const refusal = refusalOf(message);
    if (refusal) return connection.end(refusal);
    if (this.closesStream(connection, message)) return;
    connection.hear?.(message).catch((error: unknown) => this.fault(connection, error));
  }

  /** Handles the end of a stream that graphql-ws does not know (see `subscribe`). */
  private closesStream(connection: SocketConnection, message: string): boolean {
    if (connection.streamCount === 0 || !message.includes(MessageType.Complete)) return false;
    try {
      const { type, id } = parseMessage(message) as CompleteMessage;
      return type === MessageType.Complete && connection.closeStream(id);
    } catch {
      // Not a message: graphql-ws reports that.
      return false;
    }
  }

  private async connect(protocol: Socket): Promise<boolean> {
    const { extra: connection, connectionParams = {} } = protocol;
    const { request } = connection;
    if (!request) return false;
    try {
      const { context, expiresAt } = await this.door.bySocket(request, connectionParams);
      if (!connection.isOpen) return false;
      // Frees the token, a long text that is no longer needed.
      (protocol as { connectionParams?: unknown }).connectionParams = undefined;
      forget(protocol);
      connection.acknowledge(context, expiresAt);
      this.live.identify(connection);
      return true;
    } catch (error) {
      this.refuse(connection, error);
      return false;
    }
  }

  private async prepare(
    protocol: Socket,
    id: string,
    payload: SubscribePayload,
    isMeant: IsMeant,
  ): Promise<readonly GraphQLError[] | ExecutionArgs> {
    const { extra: connection, subscriptions } = protocol;
    const { context: opened } = connection;
    if (!opened) throw new Error("subscribed before the connection was acknowledged");
    const { pipeline, limits } = this;
    if (connection.hasStream(id))
      connection.close(CloseCode.SubscriberAlreadyExists, `Subscriber for ${id} already exists`);
    try {
      if (Object.keys(subscriptions).length + connection.streamCount > limits.operationsPerSocket)
        throw new Refusal("LIMIT_REACHED", {
          reason: "operationsPerSocket",
          params: { most: limits.operationsPerSocket },
        });
      const contextValue = (connection.context = await this.door.renew(opened));
      const { prepared } = await this.admission.admit(payload, contextValue);
      if ("errors" in prepared) return prepared.errors.map((error) => pipeline.maskOne(error, contextValue));
      const { document, variables: variableValues } = prepared;
      const { operationName } = payload;
      const args = { schema: pipeline.schema, document, operationName, variableValues, contextValue };
      return { ...args, prepared, isMeant, protocol, id } as PreparedArgs;
    } catch (error) {
      return [pipeline.maskOne(error, opened)];
    }
  }

  /**
   * A stream of the log bypasses graphql-ws, which would keep its message, its arguments and five promises for each waiting one: once
   * it is open, graphql-ws is made to believe that it has ended, and the connection keeps it.
   */
  private async subscribe(args: PreparedArgs): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
    const { prepared, contextValue, isMeant, id } = args;
    const { extra: connection } = args.protocol;
    const sink = new SocketSink(connection, id);
    const opened = await this.pipeline.follow(prepared, contextValue, sink);
    if (!isMeant()) {
      // Cancelled meanwhile, by the client or with the socket.
      if (opened instanceof LiveSubscription) opened.close();
      else if ("return" in opened) await opened.return?.();
      return never();
    }
    if (!(opened instanceof LiveSubscription)) return opened;
    const { subscriptions } = args.protocol;
    delete subscriptions[id];
    if (Object.keys(subscriptions).length === 0) forget(args.protocol);
    sink.subscription = opened;
    connection.addStream(sink);
    opened.start();
    return nothing();
  }

  private refuse(connection: SocketConnection, error: unknown): void {
    // A wrong token is for the client to correct; anything else is for us to read in the log.
    if (error instanceof Refusal) connection.end(error);
    else this.fault(connection, error);
  }

  private fault(connection: SocketConnection, error: unknown): void {
    this.log.error({ err: error }, "a socket's message could not be handled");
    connection.end(new Refusal("INTERNAL_SERVER_ERROR"));
  }
}

/** graphql-ws has just reserved the id, by an entry that anybody's use of the id would look like. */
function markOf(protocol: Socket, id: string): IsMeant {
  const mark = {};
  (protocol.subscriptions as Record<string, unknown>)[id] = mark;
  return () => (protocol.subscriptions as Record<string, unknown>)[id] === mark;
}

/** graphql-ws would give what comes of a cancelled operation to whichever has its id now, and forget that one: it waits for it in vain. */
async function unlessCancelled<T>(isMeant: IsMeant, work: T | Promise<T>): Promise<T> {
  const result = await work;
  return isMeant() ? result : never();
}

const never = (): Promise<never> => new Promise(() => undefined);

/** A stream that ends at once. */
async function* nothing(): AsyncGenerator<ExecutionResult> {}

/** graphql-ws keeps its operations in a dictionary, which stays large when it is emptied; this one starts small. */
class Operations {
  [id: string]: never;
  static {
    // Otherwise an operation could not be called "constructor".
    Object.setPrototypeOf(this.prototype, null);
    Reflect.deleteProperty(this.prototype, "constructor");
  }
}
function forget(protocol: Socket): void {
  (protocol as { subscriptions: object }).subscriptions = new Operations();
}

/** Sends the answer that a request gets that is not to become a socket. */
function sendError(wire: Duplex, status: number, error: GraphQLError): void {
  const body = JSON.stringify({ errors: [error] });
  const { retryAfter } = error.extensions;
  const headers = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "Connection: close",
    `${SCHEMA_HEADER}: ${SCHEMA_VERSION}`,
    "Content-Type: application/json; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...(typeof retryAfter === "number" ? [`Retry-After: ${retryAfter}`] : []),
  ];
  // No one else handles this connection here: without a listener a client that hangs up at this moment would end the process.
  wire.on("error", () => wire.destroy());
  wire.end(`${headers.join("\r\n")}\r\n\r\n${body}`);
}

/** What graphql-ws cannot parse it reports itself. */
function refusalOf(message: string): Refusal | null {
  try {
    checkJson(message);
    return null;
  } catch (error) {
    return error instanceof Refusal ? error : null;
  }
}
