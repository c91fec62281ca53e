import { type ExecutionArgs, type ExecutionResult, type GraphQLError } from "graphql";
import { CloseCode, type Context as SocketContext } from "graphql-ws";
import { useServer, type Extra } from "graphql-ws/use/ws";
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import type { Context } from "../graphql/context";
import type { Limits } from "../graphql/limits";
import type { Pipeline, Prepared } from "../graphql/pipeline";
import { Refusal } from "../refusal";
import { originAllowed } from "./headers";
import { SocketSink } from "./socket-sink";

interface Connection extends Extra, Record<PropertyKey, unknown> {
  /** Who opened the socket; a context is renewed from it for each operation. */
  opened?: Context;
  expiry?: NodeJS.Timeout;
  counted?: string[];
}

export interface Opened {
  context: Context;
  /** When the access token ends; null for visitors. */
  expiresAt: number | null;
}

/** Makes the context of a new connection from its `connectionParams`; throws a Refusal for a bad token. */
export type OpenConnection = (request: IncomingMessage, params: Record<string, unknown>) => Promise<Opened>;

interface PreparedArgs extends ExecutionArgs {
  prepared: Prepared;
  sink: SocketSink;
}

/** A client's library retries this one and asks for fresh `connectionParams`, so it refreshes its token and goes on. */
const TOKEN_ENDED = CloseCode.Forbidden;
const GOING_AWAY = 1012;

/** graphql-transport-ws at /graphql: graphql-ws keeps the protocol, the pipeline does the work. */
export function graphqlOverWebsocket(
  http: Server,
  pipeline: Pipeline,
  limits: Limits,
  allowedOrigins: readonly string[],
  open: OpenConnection,
  currentActor: (context: Context) => Promise<Context>,
): { dispose(): Promise<void> } {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.socketMessageBytes,
    handleProtocols: (offered) => (offered.has("graphql-transport-ws") ? "graphql-transport-ws" : false),
  });
  const counts = new Map<string, number>();

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const path = (request.url ?? "").split("?")[0];
    if (path !== "/graphql") return refuseUpgrade(socket, "404 Not Found");
    if (!originAllowed(request, allowedOrigins)) return refuseUpgrade(socket, "403 Forbidden");
    sockets.handleUpgrade(request, socket, head, (websocket) => sockets.emit("connection", websocket, request));
  };
  http.on("upgrade", onUpgrade);

  const server = useServer<Record<string, unknown>, Connection>(
    {
      connectionInitWaitTimeout: 3_000,
      async onConnect(socket: SocketContext<Record<string, unknown>, Connection>) {
        const { extra } = socket;
        try {
          const { context, expiresAt } = await open(extra.request, socket.connectionParams ?? {});
          extra.counted = [
            `address ${context.remoteAddress}`,
            ...(context.actor ? [`person ${context.actor.accountId}`] : []),
          ];
          for (const key of extra.counted) counts.set(key, (counts.get(key) ?? 0) + 1);
          if (tooMany(extra.counted, counts, limits)) return false;
          extra.opened = context;
          // setTimeout holds at most 2^31 - 1 milliseconds; no token of ours lives that long.
          if (expiresAt !== null)
            extra.expiry = setTimeout(
              () => extra.socket.close(TOKEN_ENDED, "TOKEN_EXPIRED"),
              Math.min(Math.max(expiresAt - context.now(), 0), 2 ** 31 - 1),
            );
          return true;
        } catch (error) {
          // A wrong token is the client's to mend; anything else is ours to read in the log.
          if (!(error instanceof Refusal)) logUnexpected(error, extra);
          return false;
        }
      },
      onClose({ extra }) {
        clearTimeout(extra.expiry);
        for (const key of extra.counted ?? []) {
          const left = (counts.get(key) ?? 1) - 1;
          if (left > 0) counts.set(key, left);
          else counts.delete(key);
        }
      },
      async onSubscribe(socket, id, payload): Promise<readonly GraphQLError[] | ExecutionArgs> {
        const { opened } = socket.extra;
        if (!opened) throw new Error("subscribed before the connection was acknowledged");
        try {
          if (Object.keys(socket.subscriptions).length > limits.operationsPerSocket)
            throw new Refusal("LIMIT_REACHED", {
              reason: "operationsPerSocket",
              params: { most: limits.operationsPerSocket },
            });
          const context = await currentActor(opened);
          const prepared = pipeline.prepare(payload);
          if ("errors" in prepared) return prepared.errors.map((error) => pipeline.maskOne(error, context));
          return {
            schema: pipeline.schema,
            document: prepared.document,
            operationName: payload.operationName,
            variableValues: prepared.variables,
            contextValue: context,
            prepared,
            sink: new SocketSink(socket.extra.socket, socket.extra.request.socket, id),
          } as PreparedArgs;
        } catch (error) {
          return [pipeline.maskOne(error, opened)];
        }
      },
      execute: (args) => {
        const { prepared, contextValue } = args as PreparedArgs;
        return pipeline.execute(prepared, contextValue as Context);
      },
      subscribe: (args) => {
        const { prepared, contextValue, sink } = args as PreparedArgs;
        return pipeline.subscribe(prepared, contextValue as Context, sink) as Promise<
          AsyncIterableIterator<ExecutionResult>
        >;
      },
    },
    sockets,
  );

  return {
    async dispose() {
      http.off("upgrade", onUpgrade);
      for (const client of sockets.clients) client.close(GOING_AWAY, "GOING_AWAY");
      await server.dispose();
    },
  };
}

function tooMany(keys: string[], counts: Map<string, number>, limits: Limits): boolean {
  return keys.some(
    (key) => (counts.get(key) ?? 0) > (key.startsWith("person") ? limits.socketsPerPerson : limits.socketsPerAddress),
  );
}

function logUnexpected(error: unknown, extra: Connection): void {
  extra.opened?.services.log.error({ err: error }, "a connection could not be opened");
}

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
