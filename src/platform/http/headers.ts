import type { IncomingMessage, ServerResponse } from "node:http";

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "connect-src 'self' ws: wss:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

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
  response.setHeader(
    "Access-Control-Allow-Headers",
    "authorization, content-type, accept-language, apollo-require-preflight",
  );
  response.setHeader("Access-Control-Allow-Methods", "POST, PUT, GET");
}

/** Where the client is, past so many proxies of ours. What it says of itself beyond them is not believed. */
export function addressOf({ headers, socket }: IncomingMessage, proxyHops: number): string {
  const forwarded = [headers["x-forwarded-for"] ?? []].flat().join(",").split(",");
  const said = proxyHops > 0 ? forwarded.at(-proxyHops)?.trim() : undefined;
  return said || (socket.remoteAddress ?? "unknown");
}
