import type { IncomingMessage, ServerResponse } from "node:http";
import { newRequestId } from "../ids";

export const REQUEST_ID = "X-Request-Id";
const known = new WeakMap<IncomingMessage, string>();

/** As proxies give them. */
const ID = /^[\w-]{8,64}$/;

/** Gives the request the id that its response, its errors and the log refer to it by: that of the proxy in front, where there is one. */
export function nameRequest(request: IncomingMessage, response: ServerResponse, behindProxy: boolean): void {
  const given = behindProxy ? request.headers[REQUEST_ID.toLowerCase()] : undefined;
  const id = typeof given === "string" && ID.test(given) ? given : newRequestId();
  known.set(request, id);
  response.setHeader(REQUEST_ID, id);
}

/** null for requests over a socket: each operation there has an id of its own. */
export const requestIdOf = (request: IncomingMessage): string | null => known.get(request) ?? null;
