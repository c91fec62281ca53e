import type { LookupAddress } from "node:dns";
import { Resolver } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

/** Whether others may name this as an address to send to: https to a named host. Where the name leads is looked at when it is called. */
export function isPublicAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  const isNamed = hostname.includes(".") && isIP(hostname) === 0 && !hostname.startsWith("[");
  return (
    protocol === "https:" &&
    `${username}${password}` === "" &&
    isNamed &&
    !/\.(localhost|local|internal|home\.arpa)\.?$/i.test(hostname)
  );
}

/** A name that others gave us leads into the platform's own network, or into somebody's. */
export class PrivateAddress extends Error {
  constructor(hostname: string) {
    super(`${hostname} leads into a private network`);
    this.name = "PrivateAddress";
  }
}

/** A name server is asked twice, the second time with twice the patience: it is given up before whoever wants to send gives up. */
const PATIENCE = { timeout: 1_000, tries: 2 };

/**
 * What others name must not lead into the platform's own network. Looked at for the very connection: a name may lead elsewhere the next
 * time. Name servers are asked by this process itself: the system's own lookup, which also reads the file of hosts, waits in one of the few
 * threads in which files are read and passwords hashed. `servers`: others than the system's.
 */
export const publicLookupBy =
  (servers?: readonly string[]): LookupFunction =>
  (hostname, { all }, callback) => {
    publicAddresses(hostname, servers).then(
      ([first, ...others]) => (all ? callback(null, [first, ...others]) : callback(null, first.address, first.family)),
      (error: NodeJS.ErrnoException) => callback(error, "", 0),
    );
  };

export const publicLookup = publicLookupBy();

/** All that it has, of both families; rejects when one of them is not public, and as the name servers do. */
async function publicAddresses(
  hostname: string,
  servers?: readonly string[],
): Promise<[LookupAddress, ...LookupAddress[]]> {
  // One for each name: asks from a port of its own, and the servers that the system has by now.
  const resolver = new Resolver(PATIENCE);
  if (servers) resolver.setServers(servers);
  const answers = await Promise.allSettled([
    resolver.resolve4(hostname).then((found) => found.map((address) => ({ address, family: 4 }))),
    resolver.resolve6(hostname).then((found) => found.map((address) => ({ address, family: 6 }))),
  ]);
  const addresses = answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
  if (!addresses.every(({ address }) => ipaddr.process(address).range() === "unicast"))
    throw new PrivateAddress(hostname);
  const [first, ...others] = addresses;
  if (first) return [first, ...others];
  throw answers.find((answer) => answer.status === "rejected")?.reason ?? new Error("no address");
}
