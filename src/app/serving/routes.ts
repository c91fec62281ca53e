import { SpanKind, type SpanOptions } from "@opentelemetry/api";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Config } from "../../config";
import type { Nowhere } from "../pages/built-files";
import { pagesDoor } from "../pages/pages-door";
import { healthDoor } from "./health-routes";
import { ROUTES } from "../districts";
import type { SandboxHost } from "../sandboxes/sandbox-host";
import type { Services } from "../../platform/graphql/context";
import type { GraphqlOverHttp } from "../../platform/http/graphql-over-http";
import type { GraphqlOverSse } from "../../platform/http/graphql-over-sse";
import { allowOrigin, isEncoded, protect } from "../../platform/http/headers";
import type { Hosts } from "../../platform/http/hosts";
import { isGone } from "../../platform/http/answer";
import { answerJson, refuseRequest, wrongMethod } from "../../platform/http/json-answer";
import type { AddressOf } from "../../platform/http/remote-address";
import { nameRequest, requestIdOf } from "../../platform/http/request-id";
import { watchBody } from "../../platform/http/slow-senders";
import { Refusal } from "../../platform/refusal";
import { SCHEMA_HEADER, SCHEMA_VERSION } from "../../platform/schema-version";
import { inSpan, traceOf } from "../../platform/telemetry/trace";
import type { Doorkeeper } from "../../platform/uploads/file-route";

/** Uploads answer OPTIONS themselves. */
const isUpload = (noun: string): boolean => ROUTES.get(noun)?.stillAwaited !== undefined;

/** A sandbox has the API and the files; pages are the market's. */
const isOfSandbox = (path: string): boolean => {
  const noun = path.split("/")[3] ?? "";
  return noun === "graphql" || ROUTES.has(noun);
};

/** Which handler serves which path. */
export function router(
  services: Services,
  config: Pick<Config, "allowedOrigins" | "http" | "playground" | "proxyHops" | "roles"> & {
    demo: boolean;
    isLeaving: () => boolean;
    isRedisAway: () => boolean;
  },
  hosts: Hosts,
  charge: Record<"address" | "sender", (request: IncomingMessage, points: number) => Promise<unknown>>,
  graphql: GraphqlOverHttp,
  streams: GraphqlOverSse,
  whoIs: Doorkeeper,
  addressOf: AddressOf,
  sandboxes: Pick<SandboxHost, "handle"> | null,
): (request: IncomingMessage, response: ServerResponse) => void {
  const nowhere: Nowhere = (request, response) =>
    refuseRequest(services, request, response, new Refusal("NOT_FOUND", { reason: "request.nowhere" }));
  const behindProxy = config.proxyHops > 0;
  // Who is no proxy of ours does not decide what is recorded.
  const traced = (request: IncomingMessage, response: ServerResponse, door: string, work: () => Promise<void>) =>
    inSpan(
      () => `${request.method} ${door}`,
      () => spanOf(request, door),
      async (span) => {
        await work();
        span.setAttribute("http.response.status_code", response.statusCode);
      },
      traceOf(behindProxy ? oneOf(request.headers.traceparent) : null),
    );
  const pages = pagesDoor(services, config, nowhere);
  const files = new Map([...ROUTES].map(([noun, { open }]) => [noun, open(services, whoIs, addressOf)]));
  const healthOf = healthDoor(services, config);
  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    const noun = path.split("/")[1] ?? "";
    nameRequest(request, response, behindProxy);
    if (noun === "graphql") response.setHeader(SCHEMA_HEADER, SCHEMA_VERSION);
    if (!hosts.allows(request) && !path.startsWith("/health/")) return refuseHost(services, request, response);
    if (noun === "sandbox" && sandboxes)
      try {
        if (!isOfSandbox(path)) throw new Refusal("NOT_FOUND", { reason: "request.nowhere" });
        // Whose request it is only the sandbox knows, which has budgets of its own.
        await charge.address(request, 1);
        return await sandboxes.handle(request, response);
      } catch (error) {
        protect(request, response, services.publicUrl.startsWith("https:"));
        allowOrigin(request, response, config.allowedOrigins);
        return refuseRequest(services, request, response, error);
      }
    protect(request, response, services.publicUrl.startsWith("https:"));
    // Deadlines are by this clock, which in development may have been moved.
    response.setHeader("Date", new Date(services.clock.now()).toUTCString());
    allowOrigin(request, response, config.allowedOrigins);
    watchBody(request, response, {
      milliseconds: config.http.bodyTimeout,
      isUpload: isUpload(noun) || ROUTES.get(noun)?.takesLong === true,
    });
    if (request.method === "OPTIONS" && !isUpload(noun)) return answerJson(response, 204, undefined);
    if (noun === "health") {
      if (request.method !== "GET" && request.method !== "HEAD")
        return refuseRequest(services, request, response, wrongMethod(response, "GET, HEAD"));
      const health = await healthOf(path);
      return health ? answerJson(response, ...health) : nowhere(request, response);
    }
    if (isEncoded(request)) return refuseEncoding(services, request, response);
    // What distributes requests has sent it to the wrong process.
    if (!config.roles.has(path === "/graphql/stream" ? "live" : "web"))
      return refuseRequest(services, request, response, new Refusal("NOT_FOUND", { reason: "request.otherRole" }));
    if (path === "/graphql") return await traced(request, response, path, () => graphql.handle(request, response));
    if (path === "/graphql/stream") return streams.handle(request, response);
    const door = files.has(noun) ? noun : path.split("/", 3).slice(1).join("/");
    const file = files.get(door);
    if (file) {
      try {
        await charge.sender(request, ROUTES.get(door)?.points ?? 1);
      } catch (error) {
        return refuseRequest(services, request, response, error);
      }
      return traced(request, response, `/${door}`, async () => {
        if (!(await file(request, response, path))) nowhere(request, response);
      });
    }
    return pages(request, response, path);
  };
  return (request, response) => {
    route(request, response).catch((error: unknown) => {
      if (isGone(request)) return services.log.debug("a request broke off");
      // Only the start of the address: the rest of a signed one grants access.
      const noun = request.url?.split(/[/?]/)[1];
      services.log.error(
        { err: error, requestId: requestIdOf(request), method: request.method, noun },
        "a request failed",
      );
      const params = { requestId: requestIdOf(request) ?? "" };
      refuseRequest(services, request, response, new Refusal("INTERNAL_SERVER_ERROR", { params }));
    });
  };
}

/** Without the rest of the address: that of a signed one grants access. */
const spanOf = (request: IncomingMessage, door: string): SpanOptions => ({
  kind: SpanKind.SERVER,
  attributes: {
    "http.request.method": request.method,
    "http.route": door,
    "redress.request_id": requestIdOf(request) ?? undefined,
  },
});

const oneOf = (header: string | string[] | undefined): string | null => (typeof header === "string" ? header : null);

/** A host name that leads to this server but is not one of its own. */
function refuseHost(services: Services, request: IncomingMessage, response: ServerResponse): void {
  services.log.debug({ host: request.headers.host }, "a request for another host");
  response.setHeader("Connection", "close");
  refuseRequest(services, request, response, new Refusal("FORBIDDEN", { reason: "host" }));
}

/** Once for all of the body, and at every door: what reads it would take it for something broken, or refuse it piece by piece. */
function refuseEncoding(services: Services, request: IncomingMessage, response: ServerResponse): void {
  response.setHeader("Accept-Encoding", "identity");
  refuseRequest(services, request, response, new Refusal("BAD_USER_INPUT", { reason: "request.encoded" }));
}
