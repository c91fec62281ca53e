import ipaddr from "ipaddr.js";

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** Senders of IPv6 are known by their /64 only, see `addressKey`. */
const NARROWEST = { ipv4: 32, ipv6: 64 } as const;

/** An address or a range, as it is stored: `203.0.113.7/32`, `2001:db8:1::/48`. Null for anything else, and for IPv6 narrower than a /64. */
export function addressRange(text: string): string | null {
  const range = rangeOf(text.trim());
  if (!range) return null;
  const [address, bits] = range;
  if (bits > NARROWEST[address.kind()]) return null;
  const network =
    address.kind() === "ipv4"
      ? ipaddr.IPv4.networkAddressFromCIDR(`${address.toString()}/${bits}`)
      : ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/${bits}`);
  return `${network.toString()}/${bits}`;
}

/** `address`: as `addressKey` writes it. No ranges allow any. */
export function isInRanges(address: string, ranges: readonly string[]): boolean {
  if (ranges.length === 0) return true;
  const bare = address.replace(/\/\d+$/, "");
  if (!ipaddr.isValid(bare)) return false;
  const sender = ipaddr.process(bare);
  return ranges.some((each) => {
    const [network, bits] = ipaddr.parseCIDR(each);
    return network.kind() === sender.kind() && sender.match(network, bits);
  });
}

function rangeOf(text: string): Range | null {
  // Others are valid to the library: 0x7f.1, 10.1.
  const bare = text.replace(/\/\d{1,3}$/, "");
  if (!ipaddr.IPv4.isValidFourPartDecimal(bare) && !ipaddr.IPv6.isValid(bare)) return null;
  if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text);
  return ipaddr.IPv4.isValidFourPartDecimal(text) ? [ipaddr.IPv4.parse(text), NARROWEST.ipv4] : null;
}
