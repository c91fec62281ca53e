import type { IncomingMessage } from "node:http";

const WHOLE = /^https?:\/\/([^/?#]*)([^#]*)/i;

/** What knows of proxies may write its host into the address as well, and means that one (RFC 9112, 3.2.2): the path is what all else goes by. */
export function takeWholeAddress(request: IncomingMessage): void {
  if (request.url?.startsWith("/")) return;
  const [, host, path = ""] = WHOLE.exec(request.url ?? "") ?? [];
  if (host === undefined) return;
  request.headers.host = host;
  request.url = path.startsWith("/") ? path : `/${path}`;
}
