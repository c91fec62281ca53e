import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { Services } from "../platform/graphql/context";
import { explain, pickLocale, say } from "../platform/messages/explain";
import { Refusal, type RefusalCode } from "../platform/refusal";
import { receiveUpload } from "./receive-upload";
import { sendDownload } from "./send-download";

/** How long a refused client may go on sending, unheard, so that it gets to read the answer. */
const LINGER = 1_000;

/** PUT and GET /evidence/TOKEN. Answers false for every other path. */
export function evidenceRoutes(
  services: Services,
): (request: IncomingMessage, response: ServerResponse, path: string) => Promise<boolean> {
  return async (request, response, path) => {
    const token = /^\/evidence\/([\w.-]{1,2000})$/.exec(path)?.[1];
    if (token === undefined) return false;
    try {
      if (request.method === "PUT") await upload(services, request, response, token);
      else if (request.method === "GET") await download(services, response, token);
      else answer(response.setHeader("Allow", "GET, PUT"), 405, { code: "BAD_USER_INPUT", message: "PUT, GET" });
    } catch (error) {
      fail(services, request, response, error);
    }
    return true;
  };
}

async function upload(
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
  token: string,
): Promise<void> {
  const length = request.headers["content-length"];
  // Leaving the loop early must not close the line: the refusal still has to go out on it.
  const body = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  answer(response, 201, await receiveUpload(services, token, body, length === undefined ? null : Number(length)));
}

async function download(services: Services, response: ServerResponse, token: string): Promise<void> {
  const { stream, mediaType, fileName, size } = await sendDownload(services, token);
  response.writeHead(200, {
    "Content-Type": mediaType === "text/plain" ? "text/plain; charset=utf-8" : mediaType,
    "Content-Length": size,
    "Content-Disposition": `attachment; filename="${asciiName(fileName)}"; filename*=UTF-8''${extendedName(fileName)}`,
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
  });
  await pipeline(stream, response);
}

function fail(services: Services, request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (response.destroyed || request.errored) return; // the client went away
  if (response.headersSent) {
    services.log.error({ err: error }, "a download broke off");
    response.destroy();
    return;
  }
  const locale = pickLocale(request.headers["accept-language"]);
  if (error instanceof Refusal) {
    if (error.details.retryAfter) response.setHeader("Retry-After", error.details.retryAfter);
    answer(response, statusOf(error), { code: error.code, message: explain(error, locale) });
  } else {
    const requestId = randomUUID();
    services.log.error({ requestId, err: error }, "unexpected error");
    answer(response, 500, {
      code: "INTERNAL_SERVER_ERROR",
      message: say("INTERNAL_SERVER_ERROR", locale, { requestId }),
      requestId,
    });
  }
  if (!request.complete) setTimeout(() => request.destroy(), LINGER).unref();
}

const STATUS: Partial<Record<RefusalCode, number>> = {
  FORBIDDEN: 403,
  PERMISSION_REVOKED: 403,
  NOT_FOUND: 404,
  ALREADY_EXISTS: 409,
  NOT_IN_THIS_STATE: 409,
  TOO_LATE: 410,
  OVERLOADED: 503,
  UNAVAILABLE: 503,
};

function statusOf({ code, details }: Refusal): number {
  return details.reason === "evidence.tooLong" ? 413 : (STATUS[code] ?? 400);
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.statusCode = status;
  response.setHeader("Content-Type", "application/json; charset=utf-8");
  response.setHeader("Cache-Control", "no-store");
  response.end(JSON.stringify(body));
}

/** For programs that do not know RFC 6266's extended form. */
const asciiName = (name: string): string => name.replace(/[^\x20-\x7e]|["\\%;]/g, "_");

const extendedName = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
