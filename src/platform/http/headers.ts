import type { IncomingMessage, ServerResponse } from "node:http";
import { remembered } from "../remembered";
import { SCHEMA_HEADER } from "../schema-version";

/** By the request's host. */
const policyOf = (styles: string) =>
  remembered((host) =>
    [
      "default-src 'none'",
      "script-src 'self'",
      `style-src 'self'${styles}`,
      // Uploads are shown from memory: their signed address serves them as downloads only.
      "img-src 'self' data: blob:",
      "media-src blob:",
      "font-src 'self' data:",
      "manifest-src 'self'",
      "worker-src 'self' blob:",
      // Older browsers do not count the socket of the same host as 'self'.
      `connect-src 'self'${host ? ` ws://${host} wss://${host}` : ""}`,
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ].join("; "),
  );

const pagePolicy = policyOf("");
/** The playground's editor writes its styles into the page. */
const playgroundPolicy = policyOf(" 'unsafe-inline'");

/** Browser features that no page of ours uses. */
const NO_PERMISSIONS = [
  "camera",
  "display-capture",
  "geolocation",
  "microphone",
  "midi",
  "payment",
  "serial",
  "usb",
  "xr-spatial-tracking",
]
  .map((feature) => `${feature}=()`)
  .join(", ");

/** Headers that a page of an allowed origin may send: for GraphQL, and for resumable uploads. */
const ALLOWED_HEADERS = [
  "authorization",
  "content-type",
  "accept-language",
  "apollo-require-preflight",
  "tus-resumable",
  "upload-offset",
  "x-http-method-override",
  "x-request-cost",
  "x-client-name",
  "x-client-version",
].join(", ");

/** Response headers that it may read. */
const EXPOSED_HEADERS = [
  SCHEMA_HEADER.toLowerCase(),
  "retry-after",
  "x-request-id",
  "x-request-cost",
  "ratelimit-limit",
  "ratelimit-remaining",
  "ratelimit-reset",
  "tus-resumable",
  "tus-version",
  "upload-length",
  "upload-offset",
  "content-disposition",
].join(", ");

/** Nothing that is sent as data is shown as a page, wherever it is opened. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

/**
 * Sets the headers of every response. The request's host is one of ours. `isHttps`: clients use https, and are told never to use http. What
 * only a page is told is left out of GraphQL's answers, of which phones fetch many.
 */
export function protect(
  { headers: { host }, url = "" }: IncomingMessage,
  response: ServerResponse,
  isHttps: boolean,
): void {
  if (isHttps) response.setHeader("Strict-Transport-Security", "max-age=31536000");
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
  if (/^\/graphql(?:[/?]|$)/.test(url)) return void response.setHeader("Content-Security-Policy", DATA_POLICY);
  const policy = url.startsWith("/playground") ? playgroundPolicy : pagePolicy;
  response.setHeader("Content-Security-Policy", policy(host ?? ""));
  response.setHeader("Referrer-Policy", "no-referrer");
  response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  response.setHeader("Permissions-Policy", NO_PERMISSIONS);
}

/** A page of another site may use the API only when its origin is allowed; programs send no Origin. */
export function originAllowed(request: IncomingMessage, allowed: readonly string[]): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  if (allowed.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

/** No page of another site can make a browser send this content type without asking first. */
export const sendsJson = ({ headers }: IncomingMessage): boolean =>
  headers["content-type"]?.toLowerCase().startsWith("application/json") ?? false;

/** Its body is compressed, or otherwise not what the sender means. No door of ours undoes that: a little would become a lot. */
export const isEncoded = ({ headers }: IncomingMessage): boolean =>
  !/^(?:identity)?$/i.test(headers["content-encoding"]?.trim() ?? "") ||
  !/^chunked$/i.test(headers["transfer-encoding"]?.trim() ?? "chunked");

export function allowOrigin(request: IncomingMessage, response: ServerResponse, allowed: readonly string[]): void {
  const { origin } = request.headers;
  if (origin === undefined || !allowed.includes(origin)) return;
  response.setHeader("Access-Control-Allow-Origin", origin);
  response.setHeader("Vary", "Origin");
  response.setHeader("Access-Control-Allow-Headers", ALLOWED_HEADERS);
  response.setHeader("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH");
  response.setHeader("Access-Control-Expose-Headers", EXPOSED_HEADERS);
}

/** Nothing in the response depends on who asks: pages of every origin may read it. */
export function openToAll(response: ServerResponse): void {
  response.setHeader("Access-Control-Allow-Origin", "*");
  response.setHeader("Access-Control-Expose-Headers", "ETag, Link, Retry-After, X-Request-Id");
  response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
}
