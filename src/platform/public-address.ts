import { lookup, type LookupAddress } from "node:dns";
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

/** What a client names must not lead into the platform's own network. Looked at for the very connection: a name may lead elsewhere the next time. */
export const publicLookup: LookupFunction = (hostname, options, callback) =>
  lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[] = []) => {
    const [first] = addresses;
    if (error || !first) return callback(error ?? new Error("no address"), "", 0);
    if (!addresses.every(({ address }) => ipaddr.process(address).range() === "unicast"))
      return callback(new PrivateAddress(hostname), "", 0);
    if (options.all) return callback(null, addresses);
    callback(null, first.address, first.family);
  });
