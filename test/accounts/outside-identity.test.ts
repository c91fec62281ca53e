import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from "jose";
import { forEachDatabase } from "../support/databases";
import { openPeople, refusedWith } from "./people";

let server: Server;
let key: CryptoKey;
let external: { jwksUrl: string; issuer: string; audience: string };

beforeAll(async () => {
  const pair = await generateKeyPair("ES256");
  key = pair.privateKey;
  const keys = [{ ...(await exportJWK(pair.publicKey)), kid: "k1", alg: "ES256" }];
  server = createServer((_, response) =>
    response.setHeader("content-type", "application/json").end(JSON.stringify({ keys })),
  ).listen(0, "127.0.0.1");
  await once(server, "listening");
  external = {
    jwksUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`,
    issuer: "https://id.example",
    audience: "redress",
  };
});
afterAll(() => server.close());

const token = (claims: object = {}, audience = "redress", expires = "5m", header: { typ?: string } = {}) =>
  new SignJWT({ name: "Mei", locale: "zh-Hans", ...claims })
    .setProtectedHeader({ alg: "ES256", kid: "k1", ...header })
    .setIssuedAt("iat" in claims ? (claims.iat as number) : undefined)
    .setSubject("subject-1")
    .setIssuer("https://id.example")
    .setAudience(audience)
    .setExpirationTime(expires)
    .sign(key);

forEachDatabase((kind, further) => {
  test("someone known to the outside provider has an account from first sight, and only one", async () => {
    await using people = await openPeople(kind, { external });
    const jwt = await token();
    const answers = await Promise.all([1, 2, 3].map(() => people.sessions.authenticate(jwt)));
    expect(new Set(answers.map(({ actor }) => actor.accountId)).size).toBe(1);
    expect(answers[0]).toMatchObject({
      sessionId: null,
      actor: { displayName: "Mei", locale: "zh-CN", roles: new Set(["CONSUMER"]) },
    });
  });

  further("tokens for others, expired ones, and names that cannot be shown", async () => {
    await using people = await openPeople(kind, { external });
    await expect(people.sessions.authenticate(await token({}, "another"))).rejects.toEqual(
      refusedWith("UNAUTHENTICATED", "badToken"),
    );
    await expect(people.sessions.authenticate(await token({}, "redress", "-1m"))).rejects.toEqual(
      refusedWith("TOKEN_EXPIRED"),
    );
    expect((await people.sessions.authenticate(await token({ name: "\u0000" }))).actor.displayName).toBe("—");
  });
});

test("a token that was meant for somebody else, or for ever, is refused", async () => {
  await using people = await openPeople("sqlite", { external: { ...external, clients: ["our-pages"] } });
  const badToken = refusedWith("UNAUTHENTICATED", "badToken");
  const refused = async (...given: Parameters<typeof token>): Promise<void> =>
    expect(people.sessions.authenticate(await token(...given))).rejects.toEqual(badToken);
  const taken = async (...given: Parameters<typeof token>): Promise<void> =>
    expect(people.sessions.authenticate(await token(...given))).resolves.toBeDefined();

  // An ID token of another client of the same provider.
  await refused({ azp: "a-game" });
  await refused({ azp: "a-game" }, "redress", "5m", { typ: "JWT" });
  await taken({ azp: "redress" });
  await taken({ azp: "our-pages" }, "redress", "5m", { typ: "JWT" });
  // An access token names its audience on purpose, whoever asked for it.
  await taken({ azp: "a-game" }, "redress", "5m", { typ: "at+jwt" });
  await taken({ azp: "a-game" }, "redress", "5m", { typ: "application/at+jwt" });
  for (const typ of ["logout+jwt", "dpop+jwt", "secevent+jwt", "refresh"]) await refused({}, "redress", "5m", { typ });

  await taken({}, "redress", "24h");
  await refused({}, "redress", "25h");
  await refused({}, "redress", "10y");
  const now = Math.floor(Date.now() / 1000);
  await refused({ iat: now + 3_600 }, "redress", "5m");
});

test("the operator is told why tokens of the provider are refused, once a minute, and nothing of what strangers send", async () => {
  await using people = await openPeople("sqlite", { external });
  const told: string[] = [];
  people.sessions.onRefusedOutside((why) => told.push(why));
  const refused = async (jwt: string): Promise<void> => {
    await expect(people.sessions.authenticate(jwt)).rejects.toEqual(refusedWith("UNAUTHENTICATED", "badToken"));
    people.clock.advance(61_000);
  };
  const [header, , signature] = (await token({}, "another")).split(".");
  await refused([header, Buffer.from('{"iss":"https://id.example"}').toString("base64url"), signature].join("."));
  expect(told).toEqual([]);
  await refused(await token({}, "another"));
  await refused(await token({ azp: "a-game" }));
  await refused(await token({}, "redress", "30h"));
  await refused(await token({}, "redress", "5m", { typ: "logout+jwt" }));
  expect(told).toEqual([
    expect.stringContaining('"aud"'),
    expect.stringContaining('"azp"'),
    expect.stringContaining("longer than a day"),
    expect.stringContaining('"typ"'),
  ]);
  const jwt = await token({}, "another");
  for (let each = 0; each < 3; each += 1) await expect(people.sessions.authenticate(jwt)).rejects.toBeDefined();
  expect(told).toHaveLength(5);
});

test("keys out of reach are our trouble, not the person's", async () => {
  await using people = await openPeople("sqlite", { external: { ...external, jwksUrl: "http://127.0.0.1:1/jwks" } });
  await expect(people.sessions.authenticate(await token())).rejects.toEqual(
    refusedWith("UNAVAILABLE", "identityProvider"),
  );
});

test("without an outside provider its tokens are refused", async () => {
  await using people = await openPeople("sqlite");
  await expect(people.sessions.authenticate(await token())).rejects.toEqual(refusedWith("UNAUTHENTICATED", "badToken"));
});
