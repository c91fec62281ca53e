import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Services } from "../../platform/graphql/context";
import { answerJson, attachment, refuseRequest, wrongMethod, type HttpRoute } from "../../platform/http/json-answer";
import { dateOf } from "../../platform/time";
import { exportLines, openExport } from "./statement-export";
import schema from "./statement.schema.json";

/** GET /transparency/statements.ndjson?token=… for the person it was signed for, and the public /transparency/statement.schema.json. */
export function transparencyRoutes(services: Services): HttpRoute {
  return async (request, response, path) => {
    const file = /^\/transparency\/(statements\.ndjson|statement\.schema\.json)$/.exec(path)?.[1];
    if (file === undefined) return false;
    try {
      if (request.method !== "GET") throw wrongMethod(response, "GET");
      if (file === "statements.ndjson") await send(services, request, response);
      else answerJson(response, 200, schema);
    } catch (error) {
      refuseRequest(services, request, response, error);
    }
    return true;
  };
}

async function send(services: Services, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const token = new URL(request.url ?? "", "http://localhost").searchParams.get("token") ?? "";
  const period = await openExport(services, token);
  const days = [period.from, period.to].map(dateOf);
  response.writeHead(200, {
    "Content-Type": "application/x-ndjson; charset=utf-8",
    "Content-Disposition": attachment(`statements-of-reasons-${days.join("-to-")}.ndjson`),
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
  });
  await pipeline(Readable.from(exportLines(services, period)), response);
}
