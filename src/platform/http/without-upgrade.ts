import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";

const WISHES = ["upgrade", "http2-settings"];

/**
 * Handles a request as it is that would rather go on in a protocol that we do not speak, as HTTP requires: Java's HttpClient asks for HTTP/2
 * with each. Node has taken it out of its connection; it is put back without the wish.
 */
export function withoutUpgrade(http: Server, request: IncomingMessage, wire: Duplex, head: Buffer): void {
  const { method, url, httpVersion, rawHeaders } = request;
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const [name = "", value = ""] = rawHeaders.slice(at, at + 2);
    if (WISHES.includes(name.toLowerCase())) continue;
    lines.push(`${name}: ${name.toLowerCase() === "connection" ? withoutWishes(value) : value}`);
  }
  wire.unshift(Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), head]));
  http.emit("connection", wire);
}

const withoutWishes = (connection: string): string =>
  connection
    .split(",")
    .filter((option) => !WISHES.includes(option.trim().toLowerCase()))
    .join(",");
