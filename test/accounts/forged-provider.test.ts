import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWTPayload } from "jose";
import { Account } from "../../src/accounts/account/account.entity";
import { LOGOUT_EVENT } from "../../src/accounts/directory/identity-provider";
import { startWorld, type World } from "../support/world";
import { Browsing, continued, settingsFor, type Arrived } from "./at-provider";

/** A provider that says what no honest one does. */
class ForgedProvider {
  issuer = "";
  /** What is wrong with the next ID token. */
  forge: (claims: JWTPayload) => Promise<string> = (claims) => this.sign(claims);
  told: Record<string, unknown> = {};
  /** Answers nothing any longer. */
  isAway = false;
  asked = 0;
  private readonly nonces = new Map<string, string>();
  private readonly server: Server = createServer((request, response) => void this.answer(request, response));
  private key: CryptoKey | undefined;
  private jwk: object = {};

  async start(): Promise<void> {
    const pair = await generateKeyPair("ES256");
    this.key = pair.privateKey;
    this.jwk = { ...(await exportJWK(pair.publicKey)), kid: "k1", alg: "ES256" };
    await once(this.server.listen(0, "127.0.0.1"), "listening");
    this.issuer = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** As it stands in the browser's address on the way there: what the way back has. */
  async back(browser: Browsing): Promise<string> {
    const { at } = await browser.go(`${browser.platform}/sign-in/oidc`, /\/authorize\?|\/sign-in\?/);
    if (!at.startsWith(this.issuer)) return at;
    const asked = new URL(at).searchParams;
    const code = `code-${this.nonces.size}`;
    this.nonces.set(code, asked.get("nonce") ?? "");
    const answer = new URLSearchParams({ code, state: asked.get("state") ?? "" });
    return `${asked.get("redirect_uri")}?${answer.toString()}`;
  }

  sign(claims: JWTPayload, key = this.key, header: object = {}): Promise<string> {
    if (!key) throw new Error("not started");
    return new SignJWT(claims).setProtectedHeader({ alg: "ES256", kid: "k1", ...header }).sign(key);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.asked += 1;
    if (this.isAway) return void response.destroy();
    const json = (body: object): void =>
      void response.setHeader("content-type", "application/json").end(JSON.stringify(body));
    const { issuer } = this;
    const path = (request.url ?? "").split("?")[0];
    if (path === "/.well-known/openid-configuration")
      return json({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        userinfo_endpoint: `${issuer}/me`,
        jwks_uri: `${issuer}/jwks`,
        id_token_signing_alg_values_supported: ["ES256"],
        response_types_supported: ["code"],
        code_challenge_methods_supported: ["S256"],
        authorization_response_iss_parameter_supported: false,
      });
    if (path === "/jwks") return json({ keys: [this.jwk] });
    if (path === "/me") return json({ sub: "sub-1", ...this.told });
    const sent = new URLSearchParams(await text(request));
    const now = Math.floor(Date.now() / 1000);
    const nonce = this.nonces.get(sent.get("code") ?? "");
    const claims = { iss: issuer, aud: "redress", sub: "sub-1", iat: now, exp: now + 300, nonce };
    json({ access_token: "at", token_type: "Bearer", expires_in: 300, id_token: await this.forge(claims) });
  }
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const provider = new ForgedProvider();
let world: World;
beforeAll(async () => {
  await provider.start();
  world = await startWorld("sqlite", {}, settingsFor(provider.issuer));
});
afterAll(async () => {
  await world?.[Symbol.asyncDispose]();
  provider.stop();
});

/** What somebody gets who comes back with this. */
async function arrive(
  forge = (claims: JWTPayload) => provider.sign(claims),
  way = (back: string) => back,
): Promise<Arrived> {
  provider.forge = forge;
  const browser = new Browsing(world.url, provider.issuer);
  await browser.go(way(await provider.back(browser)), /\/sign-in\?/);
  return browser.take();
}
const unverified = { status: 401, reason: "outside.unverified" };

test("a provider that is away keeps nobody from starting or from the pages, and is asked again", async () => {
  provider.isAway = true;
  const browser = new Browsing(world.url, provider.issuer);
  expect(await provider.back(browser)).toContain("/sign-in?arrived");
  expect(await browser.take()).toEqual({ status: 503, reason: "identityProvider" });
  // A link with sso=1 opens its page.
  expect((await browser.go(`${world.url}/orders?sso=1`, /\/orders$/)).at).toBe(`${world.url}/orders`);
  const signedOut = await browser.go(`${world.url}/sign-in/oidc/sign-out`, /\/$/);
  expect(signedOut.at).toBe(`${world.url}/`);
  provider.isAway = false;
  expect((await arrive()).refreshToken).toBeDefined();
  const left = await provider.back(browser);
  provider.isAway = true;
  await browser.go(left, /\/sign-in\?/);
  expect(await browser.take()).toEqual({ status: 503, reason: "identityProvider" });
  provider.isAway = false;
});

test("an identity token that is not for us, not from there, not now or not of this attempt proves nothing", async () => {
  expect((await arrive()).refreshToken).toBeDefined();
  const stranger = (await generateKeyPair("ES256")).privateKey;
  const now = Math.floor(Date.now() / 1000);
  const forged: ((claims: JWTPayload) => Promise<string>)[] = [
    // Of another client, or for several and issued to another.
    (claims) => provider.sign({ ...claims, aud: "a-game" }),
    (claims) => provider.sign({ ...claims, aud: ["redress", "a-game"], azp: "a-game" }),
    (claims) => provider.sign({ ...claims, iss: "https://id.example" }),
    (claims) => provider.sign({ ...claims, nonce: "of another attempt" }),
    ({ nonce: _, ...claims }) => provider.sign(claims),
    (claims) => provider.sign({ ...claims, iat: now - 900, exp: now - 600 }),
    ({ exp: _, ...claims }) => provider.sign(claims),
    ({ sub: _, ...claims }) => provider.sign(claims),
    (claims) => provider.sign({ ...claims, sub: "" }),
    (claims) => provider.sign({ ...claims, sub: "s".repeat(256) }),
    (claims) => provider.sign(claims, stranger),
    (claims) => Promise.resolve(new UnsecuredJWT(claims).encode()),
    (claims) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: "HS256" })
        .sign(Buffer.from(settingsFor("").OIDC_CLIENT_SECRET ?? "")),
    () => Promise.resolve("no token"),
  ];
  for (const forge of forged) expect(await arrive(forge)).toEqual(unverified);
  // Answers about somebody else than the token's person.
  provider.told = { sub: "sub-2" };
  expect(await arrive()).toEqual(unverified);
  provider.told = {};
  // Sent by another provider than the one that was asked.
  expect(await arrive(undefined, (back) => `${back}&iss=https%3A%2F%2Fid.example`)).toEqual(unverified);
  expect(await world.db.find(Account, { externalSubject: "sub-2" })).toEqual([]);
});

test("a second factor is the token's to say, and groups may come beside it", async () => {
  provider.told = { groups: ["redress-moderators"], amr: ["mfa"], acr: "phr" };
  await using strict = await startWorld("sqlite", {}, { ...settingsFor(provider.issuer), STAFF_SECOND_FACTOR: "true" });
  const came = async (claims: object) => {
    provider.forge = (own) => provider.sign({ ...own, ...claims });
    const browser = new Browsing(strict.url, provider.issuer);
    await browser.go(await provider.back(browser), /\/sign-in\?/);
    return continued(strict.url, (await browser.take()).refreshToken ?? "");
  };
  const queue = `{ moderationQueue(first: 1) { nodes { id } } }`;
  expect((await (await came({})).refused(queue)).extensions.reason).toBe("secondFactor.outside");
  expect((await (await came({ acr: "phr" })).gql(queue)).errors).toBeUndefined();
  provider.told = {};
});

test("the subject of another provider is somebody else", async () => {
  await world.db.transact(async (tx) => {
    const account = await tx.findOne(Account, { externalSubject: "sub-1" });
    if (account) tx.change(account, { externalIssuer: "https://the-former.example" });
  });
  expect(await arrive()).toMatchObject({ status: 401 });
  await world.db.transact(async (tx) => {
    const account = await tx.findOne(Account, { externalSubject: "sub-1" });
    if (account) tx.change(account, { externalIssuer: provider.issuer });
  });
});

describe("a logout token", () => {
  const ME = `{ viewer { id } }`;
  const tell = async (token: string) =>
    (
      await fetch(`${world.url}/sign-in/oidc/back-channel-logout`, {
        method: "POST",
        body: new URLSearchParams({ logout_token: token }),
      })
    ).status;
  const claims = (more: object = {}): JWTPayload => ({
    iss: provider.issuer,
    aud: "redress",
    iat: Math.floor(Date.now() / 1000),
    exp: Math.floor(Date.now() / 1000) + 120,
    jti: `jti-${Math.random()}`,
    events: { [LOGOUT_EVENT]: {} },
    sub: "sub-1",
    ...more,
  });
  const signedIn = async (sid: string) => {
    const { refreshToken } = await arrive((own) => provider.sign({ ...own, sid }));
    return continued(world.url, refreshToken ?? "");
  };

  test("ends the one sign-in it names, or all of the person; once", async () => {
    const [one, other, third] = [await signedIn("sid-1"), await signedIn("sid-2"), await signedIn("sid-3")];
    expect(await tell(await provider.sign(claims({ sid: "sid-1", sub: undefined })))).toBe(200);
    expect((await one.gql(ME)).status).toBe(401);
    expect((await other.ok(ME)).viewer.id).toBe(one.accountId);
    expect(await tell(await provider.sign(claims({ sid: "sid-2" }), undefined, { typ: "logout+jwt" }))).toBe(200);
    expect((await other.gql(ME)).status).toBe(401);
    const all = await provider.sign(claims());
    expect(await tell(all)).toBe(200);
    expect((await third.gql(ME)).status).toBe(401);
    // Sent again after the person has come back.
    const back = await signedIn("sid-4");
    expect(await tell(all)).toBe(400);
    expect((await back.ok(ME)).viewer.id).toBe(one.accountId);
  });

  test("that is none ends nothing", async () => {
    const person = await signedIn("sid-5");
    const now = Math.floor(Date.now() / 1000);
    const stranger = (await generateKeyPair("ES256")).privateKey;
    const tokens = [
      await provider.sign(claims({ aud: "a-game" })),
      await provider.sign(claims({ iss: "https://id.example" })),
      await provider.sign(claims({ events: {} })),
      await provider.sign(claims({ events: undefined })),
      await provider.sign(claims({ jti: undefined })),
      await provider.sign(claims({ sub: undefined })),
      await provider.sign(claims({ iat: now - 600, exp: now + 600 })),
      await provider.sign(claims({ exp: now - 60 })),
      await provider.sign(claims(), stranger),
      await provider.sign(claims(), undefined, { typ: "at+jwt" }),
      // An ID token: whoever has one, as every other client has, could sign people out.
      await provider.sign(claims({ nonce: "n" })),
      new UnsecuredJWT(claims()).encode(),
      "no token",
      "",
    ];
    for (const token of tokens) expect(await tell(token)).toBe(400);
    expect((await person.ok(ME)).viewer.id).toBe(person.accountId);
  });
});
