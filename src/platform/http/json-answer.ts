import type { IncomingMessage, ServerResponse } from "node:http";
import type { Services } from "../graphql/context";
import { maskError } from "../graphql/mask";
import { localeSettings } from "../messages/explain";
import { Refusal } from "../refusal";
import { answerErrors, isGone, statusOfError } from "./answer";
import { newRequestId } from "../ids";
import { requestIdOf } from "./request-id";

/** Handles some paths other than GraphQL's; false when the path is not one of them. */
export type HttpRoute = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<boolean>;

export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.statusCode = status;
  response.setHeader("Content-Type", "application/json; charset=utf-8");
  response.end(JSON.stringify(body));
}

/** `allowed` as the header lists them: `GET, HEAD`. */
export function wrongMethod(response: ServerResponse, allowed: string): Refusal {
  response.setHeader("Allow", allowed);
  return new Refusal("BAD_USER_INPUT", { reason: "request.method", params: { allowed } });
}

/** A refusal in the client's language, or a masked fault that the log explains; in the form of GraphQL's errors. */
export function refuseRequest(
  { log }: Pick<Services, "log">,
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
): void {
  if (response.destroyed || isGone(request)) return;
  if (response.headersSent) {
    log.error({ err: error }, "a download broke off");
    response.destroy();
    return;
  }
  const settings = localeSettings(request.headers["accept-language"]);
  const requestId = requestIdOf(request) ?? newRequestId();
  const status = statusOfError(error);
  response.setHeader("Cache-Control", "no-store");
  if (status === 401) response.setHeader("WWW-Authenticate", "Bearer");
  answerErrors(request, response, status, [maskError(error, { settings, requestId, log, hints: false })]);
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
