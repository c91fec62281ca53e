import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Services } from "../graphql/context";
import { explain, localeSettings, say } from "../messages/explain";
import { refusalExtensions } from "../graphql/mask";
import { Refusal, type RefusalCode } from "../refusal";
import { hangUpOn, isGone } from "./answer";
import { requestIdOf } from "./request-id";

/** Handles some paths other than GraphQL's; false when the path is not one of them. */
export type HttpRoute = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<boolean>;

export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.statusCode = status;
  response.setHeader("Content-Type", "application/json; charset=utf-8");
  response.end(JSON.stringify(body));
}

/** `allowed` as the header lists them: `GET, HEAD`. */
export function refuseMethod(response: ServerResponse, allowed: string): void {
  answerJson(response.setHeader("Allow", allowed), 405, { code: "BAD_USER_INPUT", message: allowed });
}

/** A refusal in the client's language, or a masked fault that the log explains. */
export function refuseRequest(
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
): void {
  if (response.destroyed || isGone(request)) return;
  if (response.headersSent) {
    services.log.error({ err: error }, "a download broke off");
    response.destroy();
    return;
  }
  const settings = localeSettings(request.headers["accept-language"]);
  const requestId = requestIdOf(request) ?? randomUUID();
  response.setHeader("Cache-Control", "no-store");
  if (error instanceof Refusal) {
    const { retryAfter } = error.details;
    if (retryAfter) response.setHeader("Retry-After", retryAfter);
    if (statusOf(error) === 401) response.setHeader("WWW-Authenticate", "Bearer");
    answerJson(response, statusOf(error), {
      message: explain(error, settings),
      ...refusalExtensions(error, requestId, settings),
    });
  } else {
    services.log.error({ requestId, err: error }, "unexpected error");
    answerJson(response, 500, {
      code: "INTERNAL_SERVER_ERROR",
      message: say("INTERNAL_SERVER_ERROR", settings, { requestId }),
      requestId,
    });
  }
  hangUpOn(request);
}

/** A download under its own name, with a fallback for programs that do not know RFC 6266's extended form. */
export function attachment(fileName: string): string {
  const ascii = fileName.replace(/[^\x20-\x7e]|["\\%;]/g, "_");
  const extended = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${extended}`;
}

const STATUS: Partial<Record<RefusalCode, number>> = {
  UNAUTHENTICATED: 401,
  TOKEN_EXPIRED: 401,
  FORBIDDEN: 403,
  PERMISSION_REVOKED: 403,
  NOT_FOUND: 404,
  ALREADY_EXISTS: 409,
  NOT_IN_THIS_STATE: 409,
  TOO_LATE: 410,
  RATE_LIMITED: 429,
  LIMIT_REACHED: 429,
  OVERLOADED: 503,
  UNAVAILABLE: 503,
};

/** Where HTTP's status is more exact than the code. */
const STATUS_OF_REASON: Record<string, number> = {
  "upload.otherVersion": 412,
  "upload.tooLong": 413,
  "upload.notAPart": 415,
  "upload.diskFull": 507,
};

function statusOf({ code, details: { reason = "" } }: Refusal): number {
  return STATUS_OF_REASON[reason] ?? STATUS[code] ?? 400;
}
