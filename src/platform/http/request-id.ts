import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

export const REQUEST_ID = "X-Request-Id";
const known = new WeakMap<IncomingMessage, string>();

/** Gives the request the id that its response, its errors and the log refer to it by. */
export function nameRequest(request: IncomingMessage, response: ServerResponse): void {
  const id = randomUUID();
  known.set(request, id);
  response.setHeader(REQUEST_ID, id);
}

/** null for requests over a socket: each operation there has an id of its own. */
export const requestIdOf = (request: IncomingMessage): string | null => known.get(request) ?? null;
