import type { IncomingMessage } from "node:http";
import { hostname } from "node:os";
import ipaddr from "ipaddr.js";
import { LRUCache } from "lru-cache";

/**
 * The host names of this server. A page whose own name is made to resolve to this server's address (DNS rebinding) would otherwise be taken
 * for a page of ours: its Origin and its Host agree. A numeric address cannot be made to resolve elsewhere.
 */
export class Hosts {
  private readonly names: ReadonlySet<string>;
  /** Of the latest that were named: all clients name the same few. */
  private readonly known = new LRUCache<string, boolean>({ max: 100, memoMethod: (host) => this.isOurs(host) });

  constructor(names: readonly (string | undefined)[]) {
    this.names = new Set(["localhost", hostname(), ...names].flatMap((name) => nameIn(name) ?? []));
  }

  /** Programs may leave the header out; browsers cannot. Of two, a proxy before us may have gone by the other. */
  allows({ headers: { host }, rawHeaders }: IncomingMessage): boolean {
    return host === undefined || (isNamedOnce(rawHeaders) && this.known.memo(host));
  }

  private isOurs(host: string): boolean {
    const name = nameIn(host);
    if (name === null) return false;
    return this.names.has(name) || name.endsWith(".localhost") || ipaddr.isValid(name.replace(/^\[|\]$/g, ""));
  }
}

/** Names and values take turns. */
const isNamedOnce = (rawHeaders: readonly string[]): boolean =>
  rawHeaders.filter((text, index) => index % 2 === 0 && text.length === 4 && text.toLowerCase() === "host").length <= 1;

/** The name in `NAME`, `NAME:PORT` or a whole address. */
export function nameIn(text = ""): string | null {
  const address = /^https?:\/\//.test(text) ? text : `http://${text}`;
  const url = URL.canParse(address) ? new URL(address) : null;
  return url && url.pathname === "/" && url.username === "" ? url.hostname : null;
}
