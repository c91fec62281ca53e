import type { IncomingMessage } from "node:http";
import ipaddr from "ipaddr.js";
import { LRUCache } from "lru-cache";
import type { Logger } from "pino";

/** Senders whose address cannot be parsed share one budget. */
const UNKNOWN = "unknown";
/** One household, office or server is given a whole /64 of IPv6, and may send from any address of it. */
const HOUSEHOLD_BITS = 64;

/**
 * The key a sender is counted by: their IPv4 address, or the /64 that their IPv6 address is in. Accepts what proxies write (a port after
 * it, brackets around it), and its own results.
 */
export function addressKey(address: string): string {
  const text = address.trim();
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text)?.[1] ?? text;
  const plain = bare.replace(/%.*$/, "").replace(`/${HOUSEHOLD_BITS}`, "");
  if (!ipaddr.isValid(plain)) return UNKNOWN;
  const parsed = ipaddr.process(plain);
  if (parsed.kind() === "ipv4") return parsed.toString();
  return `${Buffer.from(parsed.toByteArray().slice(0, HOUSEHOLD_BITS / 8))
    .toString("hex")
    .replace(/(.{4})(?!$)/g, "$1:")}::/${HOUSEHOLD_BITS}`;
}

/** Of those who asked lately; a proxy writes no long ones, and its clients what they like. */
const keys = new LRUCache<string, string>({
  maxSize: 262_144,
  sizeCalculation: (key, address) => 100 + key.length + address.length,
  memoMethod: addressKey,
});

/** Who is counted for a request, as `addressKey` writes it. */
export type AddressOf = (request: IncomingMessage) => string;

const HOUR_MS = 3_600_000;

/** Clients' addresses behind a given number of our own proxies. Entries that the client itself may have added are not trusted. */
export class RemoteAddresses {
  private warnedAt = -Infinity;

  constructor(
    private readonly proxyHops: number,
    private readonly log: Logger,
  ) {}

  /** As `addressKey` writes it. */
  of({ headers, socket }: IncomingMessage): string {
    const header = headers["x-forwarded-for"];
    if (header !== undefined && this.proxyHops === 0) this.warn();
    const said =
      this.proxyHops > 0 ? [header ?? []].flat().join(",").split(",").at(-this.proxyHops)?.trim() : undefined;
    return keys.memo(said || (socket.remoteAddress ?? UNKNOWN));
  }

  /** Everyone then shares the proxy's one address and its limits: one person may lock out ten. */
  private warn(): void {
    const now = performance.now();
    if (now - this.warnedAt < HOUR_MS) return;
    this.warnedAt = now;
    this.log.warn(
      "X-Forwarded-For arrives, and PROXY_HOPS is 0: if a proxy of yours is in front of this server, everyone behind it is counted as one address, and one of them can use up the limits of all. Set PROXY_HOPS to the number of your proxies",
    );
  }
}
