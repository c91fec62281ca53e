import type { IncomingMessage } from "node:http";
import pino from "pino";
import { addressKey, RemoteAddresses } from "../../src/platform/http/remote-address";

describe("addressKey", () => {
  it.each([
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["203.0.113.7:51234", "203.0.113.7"],
    [" 203.0.113.7 ", "203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:0db8:0001:0002::/64"],
    ["[2001:db8:1:2::9]:443", "2001:0db8:0001:0002::/64"],
    ["2001:DB8:1:2:ffff::1", "2001:0db8:0001:0002::/64"],
    ["fe80::1%eth0", "fe80:0000:0000:0000::/64"],
    ["2001:db8:1:3::1", "2001:0db8:0001:0003::/64"],
  ])("folds %s to %s", (address, key) => {
    expect(addressKey(address)).toBe(key);
    expect(addressKey(key)).toBe(key);
  });

  it.each(["", "unknown", "not an address", "203.0.113.7, 10.0.0.1", "x".repeat(10_000)])(
    "counts what is no address together: %.20s",
    (text) => expect(addressKey(text)).toBe("unknown"),
  );
});

describe("RemoteAddresses", () => {
  const warnings: string[] = [];
  const log = pino({ level: "warn" }, { write: (line: string) => void warnings.push(line) });
  const from = (forwarded: string | undefined): IncomingMessage =>
    ({ headers: { "x-forwarded-for": forwarded }, socket: { remoteAddress: "::ffff:10.0.0.1" } }) as never;
  beforeEach(() => void warnings.splice(0));

  it("believes as many proxies as there are, and no more", () => {
    const two = new RemoteAddresses(2, log);
    expect(two.of(from("6.6.6.6, 203.0.113.7, 10.0.0.9"))).toBe("203.0.113.7");
    expect(two.of(from(undefined))).toBe("10.0.0.1");
    expect(new RemoteAddresses(0, log).of(from("6.6.6.6"))).toBe("10.0.0.1");
  });

  it("warns once, loudly, when a proxy's header arrives and none was announced", () => {
    const none = new RemoteAddresses(0, log);
    none.of(from(undefined));
    expect(warnings).toEqual([]);
    for (let i = 0; i < 100; i += 1) none.of(from("203.0.113.7"));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain("PROXY_HOPS");
    new RemoteAddresses(1, log).of(from("203.0.113.7"));
    expect(warnings).toHaveLength(1);
  });
});
