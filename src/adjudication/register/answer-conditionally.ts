import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

/** The whole answer at once, or 304 when the client has it already. */
export function sendText(request: IncomingMessage, response: ServerResponse, mediaType: string, text: string): void {
  response.setHeader("Content-Type", mediaType);
  response.setHeader("Cache-Control", "public, no-cache");
  const tag = createHash("sha256").update(text).digest("base64url");
  if (isKnown(request, response, `"${tag}"`)) return void response.end();
  response.setHeader("Content-Length", Buffer.byteLength(text));
  response.end(request.method === "HEAD" ? undefined : text);
}

/** Says which version this is, and 304 when the client has it. An entity tag counts more than a date (RFC 9110, 13.2.2). */
export function isKnown(request: IncomingMessage, response: ServerResponse, etag: string): boolean {
  response.setHeader("ETag", etag);
  const { "if-none-match": tags, "if-modified-since": since } = request.headers;
  const modified = response.getHeader("Last-Modified");
  const known =
    tags !== undefined
      ? tags.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag)
      : since !== undefined && typeof modified === "string" && Date.parse(modified) <= Date.parse(since);
  if (known) response.statusCode = 304;
  return known;
}

/** Longer than any entry takes from its date to its commit. */
const SURE_AFTER = 10_000;

/**
 * When the newest entry was made. HTTP dates are whole seconds: told while another entry of the same second may still come, the date
 * would make a client believe later that it has both.
 */
export function tellModified(response: ServerResponse, at: number | null, now: number): void {
  if (at !== null && at + SURE_AFTER < now) response.setHeader("Last-Modified", new Date(at).toUTCString());
}
