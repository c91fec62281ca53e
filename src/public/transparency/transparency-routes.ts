import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Services } from "../../platform/graphql/context";
import { sendText } from "../../platform/http/answer-conditionally";
import { openToAll } from "../../platform/http/headers";
import { attachment, refuseRequest, wrongMethod, type HttpRoute } from "../../platform/http/json-answer";
import { dateOf } from "../../platform/time";
import { exportLines, openExport } from "./statement-export";
import schema from "./statement.schema.json";

/** GET /transparency/statements.ndjson?token=… for the person it was signed for, and the public /transparency/statement.schema.json. */
export function transparencyRoutes(services: Services): HttpRoute {
  return async (request, response, path) => {
    const file = /^\/transparency\/(statements\.ndjson|statement\.schema\.json)$/.exec(path)?.[1];
    if (file === undefined) return false;
    try {
      if (file === "statement.schema.json") return sendSchema(request, response);
      if (request.method !== "GET") throw wrongMethod(response, "GET");
      await send(services, request, response);
    } catch (error) {
      refuseRequest(services, request, response, error);
    }
    return true;
  };
}

function sendSchema(request: IncomingMessage, response: ServerResponse): true {
  openToAll(response);
  if (request.method !== "GET" && request.method !== "HEAD") throw wrongMethod(response, "GET, HEAD");
  sendText(request, response, "application/json; charset=utf-8", JSON.stringify(schema));
  return true;
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
