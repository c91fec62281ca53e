import { existsSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { resolve } from "node:path";
import sirv from "sirv";
import type { Config } from "./config";
import { DEMO_PEOPLE } from "./demo/demo-people";
import { dossierRoutes } from "./dossier/dossier-routes";
import { evidenceRoutes } from "./evidence/evidence-routes";
import type { Services } from "./platform/graphql/context";
import type { GraphqlOverHttp } from "./platform/http/graphql-over-http";
import type { GraphqlOverSse } from "./platform/http/graphql-over-sse";
import { allowOrigin, protect } from "./platform/http/headers";
import { verificationRoute } from "./vetting/document-route";
import { answerJson, type HttpRoute } from "./platform/http/json-answer";
import { registerRoutes } from "./register/register-routes";
import { transparencyRoutes } from "./transparency/transparency-routes";

/** Files and feeds, each under its own first word. */
const fileRoutes = (services: Services): Record<string, HttpRoute> => ({
  evidence: evidenceRoutes(services),
  dossiers: dossierRoutes(services),
  verification: verificationRoute(services),
  register: registerRoutes(services),
  transparency: transparencyRoutes(services),
});

/** What answers under which path. */
export function router(
  services: Services,
  config: Config,
  graphql: GraphqlOverHttp,
  streams: GraphqlOverSse,
): (request: IncomingMessage, response: ServerResponse) => void {
  const folder = [resolve(__dirname, "../playground"), resolve(__dirname, "../dist/playground")].find((path) =>
    existsSync(path),
  );
  const playground = folder ? sirv(folder, { etag: true, dev: false }) : undefined;
  const files = fileRoutes(services);
  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    protect(response);
    allowOrigin(request, response, config.allowedOrigins);
    if (request.method === "OPTIONS") return answerJson(response, 204, undefined);
    if (path === "/graphql") return graphql.handle(request, response);
    if (path === "/graphql/stream") return streams.handle(request, response);
    const file = files[path.split("/")[1] ?? ""];
    if (file && (await file(request, response, path))) return;
    if (path === "/health/live") return answerJson(response, 200, { status: "live" });
    if (path === "/health/ready")
      return ready(services).then((problem) =>
        answerJson(response, problem ? 503 : 200, problem ? { status: "not ready", problem } : { status: "ready" }),
      );
    if (path === "/" || path === "/playground") {
      response.statusCode = 302;
      response.setHeader("Location", "/playground/");
      return void response.end();
    }
    if (path === "/playground/people.json") return answerJson(response, 200, config.demo ? DEMO_PEOPLE : []);
    if (path.startsWith("/playground/") && playground) {
      request.url = request.url?.slice("/playground".length);
      return playground(request, response, () => answerJson(response, 404, { status: "not found" }));
    }
    answerJson(response, 404, { status: "not found" });
  };
  return (request, response) => {
    route(request, response).catch((error: unknown) => {
      services.log.error({ err: error, path: request.url }, "a request failed");
      if (!response.headersSent) answerJson(response, 500, { status: "error" });
      else response.destroy();
    });
  };
}

/** What is missing for work, in one word; null when nothing is. Answers from the database itself, not from memory. */
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
