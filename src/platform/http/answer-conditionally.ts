import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

/** Sends the whole response at once, or 304 if the client already has it. */
export function sendText(request: IncomingMessage, response: ServerResponse, mediaType: string, text: string): void {
  response.setHeader("Content-Type", mediaType);
  response.setHeader("Cache-Control", "public, no-cache");
  const tag = createHash("sha256").update(text).digest("base64url");
  if (isKnown(request, response, `"${tag}"`)) return void response.end();
  response.setHeader("Content-Length", Buffer.byteLength(text));
  response.end(request.method === "HEAD" ? undefined : text);
}

/** Sends the validator, and 304 if the client has this version. An entity tag takes precedence over a date (RFC 9110, 13.2.2). */
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

/** Longer than any entry takes between its date and its commit. */
const SURE_AFTER = 10_000;

/**
 * Sends the time of the newest entry. HTTP dates have whole seconds: if sent while another entry of the same second may still follow,
 * the date would later make a client believe that it has both.
 */
export function sendLastModified(response: ServerResponse, at: number | null, now: number): void {
  if (at !== null && at + SURE_AFTER < now) response.setHeader("Last-Modified", new Date(at).toUTCString());
}
