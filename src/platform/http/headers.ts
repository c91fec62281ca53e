import type { IncomingMessage, ServerResponse } from "node:http";

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  // Evidence is shown from memory: its signed address serves it for saving only.
  "img-src 'self' data: blob:",
  "media-src blob:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "connect-src 'self' ws: wss:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** What a page of an allowed origin may send: for GraphQL, and for uploads that resume. */
const ALLOWED_HEADERS = [
  "authorization",
  "content-type",
  "accept-language",
  "apollo-require-preflight",
  "tus-resumable",
  "upload-offset",
  "x-http-method-override",
].join(", ");

/** On every answer. HSTS is the TLS proxy's to add. */
export function protect(response: ServerResponse): void {
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Referrer-Policy", "no-referrer");
  response.setHeader("Content-Security-Policy", PAGE_POLICY);
  response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
}

/** A page of another site may speak to us only when its origin is allowed; programs send no Origin. */
export function originAllowed(request: IncomingMessage, allowed: readonly string[]): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  if (allowed.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

export function allowOrigin(request: IncomingMessage, response: ServerResponse, allowed: readonly string[]): void {
  const { origin } = request.headers;
  if (origin === undefined || !allowed.includes(origin)) return;
  response.setHeader("Access-Control-Allow-Origin", origin);
  response.setHeader("Vary", "Origin");
  response.setHeader("Access-Control-Allow-Headers", ALLOWED_HEADERS);
  response.setHeader("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH");
  response.setHeader("Access-Control-Expose-Headers", "tus-resumable, tus-version, upload-length, upload-offset");
}
