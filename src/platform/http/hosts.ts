import type { IncomingMessage } from "node:http";
import { hostname } from "node:os";
import ipaddr from "ipaddr.js";

/**
 * The names this server answers to. A page whose own name is made to lead to this server's address (DNS rebinding) would else be taken
 * for a page of ours: its Origin and its Host agree. An address in numbers cannot be made to lead elsewhere.
 */
export class Hosts {
  private readonly names: ReadonlySet<string>;

  constructor(names: readonly (string | undefined)[]) {
    this.names = new Set(["localhost", hostname(), ...names].flatMap((name) => nameIn(name) ?? []));
  }

  /** Programs may leave the header out; browsers cannot. */
  allows({ headers: { host } }: IncomingMessage): boolean {
    if (host === undefined) return true;
    const name = nameIn(host);
    if (name === null) return false;
    return this.names.has(name) || name.endsWith(".localhost") || ipaddr.isValid(name.replace(/^\[|\]$/g, ""));
  }
}

/** Of `NAME`, `NAME:PORT` or a whole address. */
function nameIn(text = ""): string | null {
  const address = /^https?:\/\//.test(text) ? text : `http://${text}`;
  const url = URL.canParse(address) ? new URL(address) : null;
  return url && url.pathname === "/" && url.username === "" ? url.hostname : null;
}
