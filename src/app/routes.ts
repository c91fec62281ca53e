import type { IncomingMessage, ServerResponse } from "node:http";
import type { Config } from "../config";
import { builtPages, builtPlayground, pagesForDevelopers, type Nowhere } from "./built-files";
import { ROUTES } from "./districts";
import { sayShortage } from "../adjudication/penalties/approval-reach.pure";
import { readApprovalShortages } from "../adjudication/penalties/approval-reach.queries";
import { calendarEndsSoon } from "../house-rules/calendar.queries";
import { DEMO_PEOPLE } from "./demo/demo-people";
import type { Services } from "../platform/graphql/context";
import type { GraphqlOverHttp } from "../platform/http/graphql-over-http";
import type { GraphqlOverSse } from "../platform/http/graphql-over-sse";
import { allowOrigin, protect } from "../platform/http/headers";
import type { Hosts } from "../platform/http/hosts";
import { isGone } from "../platform/http/answer";
import { answerJson, refuseRequest } from "../platform/http/json-answer";
import { nameRequest, requestIdOf } from "../platform/http/request-id";
import { pickLocale } from "../platform/messages/explain";
import { watchBody } from "../platform/http/slow-senders";
import { Refusal } from "../platform/refusal";
import { SCHEMA_HEADER, SCHEMA_VERSION } from "../platform/schema-version";
import type { Doorkeeper } from "../platform/uploads/file-route";

/** Uploads answer OPTIONS themselves. */
const isUpload = (noun: string): boolean => ROUTES.get(noun)?.stillAwaited !== undefined;

/** Which handler serves which path. */
export function router(
  services: Services,
  config: Pick<Config, "allowedOrigins" | "http" | "playground"> & { demo: boolean },
  hosts: Hosts,
  budget: (request: IncomingMessage, points: number) => Promise<unknown>,
  graphql: GraphqlOverHttp,
  streams: GraphqlOverSse,
  whoIs: Doorkeeper,
): (request: IncomingMessage, response: ServerResponse) => void {
  const nowhere: Nowhere = (request, response) =>
    refuseRequest(services, request, response, new Refusal("NOT_FOUND", { reason: "request.nowhere" }));
  const playground = builtPlayground(nowhere);
  const developers = pagesForDevelopers(nowhere);
  const pages = builtPages(services, nowhere);
  const files = new Map([...ROUTES].map(([noun, { open }]) => [noun, open(services, whoIs)]));
  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    const noun = path.split("/")[1] ?? "";
    nameRequest(request, response);
    if (noun === "graphql") response.setHeader(SCHEMA_HEADER, SCHEMA_VERSION);
    if (!hosts.allows(request) && !path.startsWith("/health/")) return refuseHost(services, request, response);
    protect(request, response, services.publicUrl.startsWith("https:"));
    // Deadlines are by this clock, which in development may have been moved.
    response.setHeader("Date", new Date(services.clock.now()).toUTCString());
    allowOrigin(request, response, config.allowedOrigins);
    watchBody(request, response, { milliseconds: config.http.bodyTimeout, isUpload: isUpload(noun) });
    if (request.method === "OPTIONS" && !isUpload(noun)) return answerJson(response, 204, undefined);
    if (path === "/graphql") return graphql.handle(request, response);
    if (path === "/graphql/stream") return streams.handle(request, response);
    const file = files.get(noun);
    if (file) {
      try {
        await budget(request, ROUTES.get(noun)?.points ?? 1);
      } catch (error) {
        return refuseRequest(services, request, response, error);
      }
      return (await file(request, response, path)) ? undefined : nowhere(request, response);
    }
    if (path === "/health/live") return answerJson(response, 200, { status: "live" });
    if (path === "/health/ready")
      return ready(services).then(async (problem) =>
        answerJson(
          response,
          problem ? 503 : 200,
          problem ? { status: "not ready", problem } : { status: "ready", ...(await warnings(services)) },
        ),
      );
    // The pages also offer these people, where there is no playground.
    if (path === "/playground/people.json") return answerJson(response, 200, config.demo ? DEMO_PEOPLE : []);
    if (noun === "playground" && !config.playground) return nowhere(request, response);
    if (path === "/playground") return redirect(response, "/playground/");
    if (path === "/developers" || path === "/developers/")
      return redirect(response, `/developers/${pickLocale(request.headers["accept-language"])}/`);
    if (path.startsWith("/developers/") && developers) {
      request.url = request.url?.slice("/developers".length);
      return developers(request, response);
    }
    if (path.startsWith("/playground/") && playground) {
      request.url = request.url?.slice("/playground".length);
      return playground(request, response);
    }
    if (pages) return await pages(request, response, noun);
    nowhere(request, response);
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

/** A host name that leads to this server but is not one of its own. */
function refuseHost(services: Services, request: IncomingMessage, response: ServerResponse): void {
  services.log.debug({ host: request.headers.host }, "a request for another host");
  response.setHeader("Connection", "close");
  refuseRequest(services, request, response, new Refusal("FORBIDDEN", { reason: "host" }));
}

function redirect(response: ServerResponse, to: string): void {
  response.writeHead(302, { Location: to, "Cache-Control": "no-cache", Vary: "Accept-Language" }).end();
}

/** What somebody has to see to soon, though the server works. */
async function warnings(services: Services): Promise<{ warnings?: string[] }> {
  const found = [...(await calendarWarnings(services)), ...(await approvalWarnings(services))];
  return found.length > 0 ? { warnings: found } : {};
}

async function calendarWarnings({ database, clock, log }: Services): Promise<string[]> {
  try {
    const ending = await calendarEndsSoon(database, clock.now());
    return ending ? [`calendar: official holidays are known until ${ending.certainUntil}`] : [];
  } catch (error) {
    // The server works without knowing; but not knowing is no good news.
    log.warn({ err: error }, "the end of the working calendar could not be read");
    return ["calendar: its end could not be read"];
  }
}

async function approvalWarnings({ database, clock, log }: Services): Promise<string[]> {
  try {
    return (await readApprovalShortages(database, clock.now())).map(sayShortage);
  } catch (error) {
    log.warn({ err: error }, "whether penalties can still be approved could not be read");
    return ["approvals: whether there are leads enough could not be read"];
  }
}

/** What is missing for the server to be ready, in one word; null if nothing is. Checks the database itself, not memory. */
async function ready(services: Services): Promise<string | null> {
  try {
    await services.database.query("SELECT position FROM feed_counter WHERE id = 1");
  } catch {
    return "database";
  }
  return services.storage.check().then(
    () => null,
    () => "storage",
  );
}
