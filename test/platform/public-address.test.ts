import { scrypt } from "node:crypto";
import type { LookupAddress } from "node:dns";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { publicLookupBy } from "../../src/platform/carriers/public-address";
import { Poster } from "../../src/platform/carriers/poster";
import { openNameServer, type NameServer } from "../support/name-server";

const PUBLIC = ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"];
const NAMES = {
  "public.example": PUBLIC,
  "alias.example": ["public.example"],
  "newer.example": PUBLIC.slice(1),
  "private.example": ["10.0.0.7"],
  "mixed.example": ["93.184.216.34", "127.0.0.1"],
  "half.example": ["93.184.216.34", "fd00::1"],
  "mapped.example": ["::ffff:192.168.0.1"],
  "metadata.example": ["fe80::1"],
  "led.example": ["private.example"],
  "empty.example": [],
  "hangs.example": null,
} as const;

let server: NameServer;
let poster: Poster;
beforeAll(async () => {
  server = await openNameServer(NAMES);
  poster = new Poster(false, publicLookupBy([server.address]));
});
afterAll(async () => {
  poster?.[Symbol.dispose]();
  await server?.[Symbol.asyncDispose]();
});

/** Every address of it. */
const addressesOf = (name: string): Promise<string[]> =>
  new Promise((done, failed) =>
    publicLookupBy([server.address])(name, { all: true }, (error, found) =>
      error ? failed(error) : done((found as LookupAddress[]).map(({ address }) => address)),
    ),
  );

test("a name leads to all its addresses, of both families and by whatever other names", async () => {
  expect(await addressesOf("public.example")).toEqual(PUBLIC);
  expect(await addressesOf("alias.example")).toEqual(PUBLIC);
  expect(await addressesOf("newer.example")).toEqual(PUBLIC.slice(1));
  // Who asks for one only.
  const one = await new Promise((done) =>
    publicLookupBy([server.address])("newer.example", {}, (...found) => done(found)),
  );
  expect(one).toEqual([null, PUBLIC[1], 6]);
});

test("one private address among them is enough: nothing is sent there", async () => {
  for (const name of Object.keys(NAMES).filter((each) => /^(private|mixed|half|mapped|metadata|led)/.test(each)))
    expect([name, await poster.post(`https://${name}/hook`, {}, "{}")]).toMatchObject([
      name,
      { status: null, problem: "PRIVATE_ADDRESS" },
    ]);
});

test("a name that nobody knows, or that has no address, is not reached; the machine's own names are none", async () => {
  for (const name of ["nowhere.example", "empty.example"])
    expect(await poster.post(`https://${name}/hook`, {}, "{}")).toMatchObject({ problem: "UNREACHABLE" });
  await expect(addressesOf("localhost")).rejects.toMatchObject({ code: "ENOTFOUND" });
});

test("names whose servers hang hold up nothing else of this process, and are given up", async () => {
  const ended: string[] = [];
  const hanging = Array.from({ length: 64 }, async () => {
    const { problem } = await poster.post("https://hangs.example/hook", {}, "{}");
    ended.push(problem ?? "ANSWERED");
  });
  await addressesOf("public.example");
  await Promise.all([readFile(__filename), promisify(scrypt)("password", "salt", 64)]);
  expect(server.asked.filter((name) => name === "hangs.example").length).toBeGreaterThanOrEqual(64);
  expect(ended).toEqual([]);
  await Promise.all(hanging);
  expect(new Set(ended)).toEqual(new Set(["TIMEOUT"]));
});
