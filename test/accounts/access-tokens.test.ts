import { createHmac } from "node:crypto";
import { SignJWT, UnsecuredJWT } from "jose";
import { AccessTokens } from "../../src/accounts/sessions/access-tokens";
import { deriveKey, keyIdOf } from "../../src/platform/secrets/keys";
import { AdjustableClock, systemClock } from "../../src/platform/clock";
import { refusedWith, SECRET } from "./people";

const claims = { accountId: "acc_1", tokenVersion: 3, sessionId: "fam_1" };
const tokens = new AccessTokens(SECRET, systemClock);
const key = (secret: string) => deriveKey(secret, "access tokens");
const kid = keyIdOf(key(SECRET));
const badToken = refusedWith("UNAUTHENTICATED", "badToken");

test("a token says who it was issued to", async () => {
  const { token, expiresAt } = await tokens.issue(claims);
  expect(await tokens.verify(token)).toEqual({ ...claims, isWeak: false, expiresAt });
  const weak = await tokens.issue({ ...claims, isWeak: true });
  expect(await tokens.verify(weak.token)).toMatchObject({ isWeak: true });
});

test("a token ends after 15 minutes, and 5 seconds for clocks that differ", async () => {
  const clock = new AdjustableClock();
  const tokens = new AccessTokens(SECRET, clock);
  const { token } = await tokens.issue(claims);
  clock.advance(15 * 60_000 + 3_000);
  await expect(tokens.verify(token)).resolves.toMatchObject(claims);
  clock.advance(3_000);
  await expect(tokens.verify(token)).rejects.toEqual(refusedWith("TOKEN_EXPIRED"));
});

test.each(["", "null", "x", "a.b.c", "Bearer x"])(
  "garbage is refused, never taken for a visitor: %p",
  async (garbage) => {
    await expect(tokens.verify(garbage)).rejects.toEqual(badToken);
  },
);

test("a token of another secret, algorithm, issuer, audience or kind is refused", async () => {
  const like = (change: (jwt: SignJWT) => SignJWT, header = { alg: "HS256", typ: "at+jwt", kid }, secret = SECRET) =>
    change(
      new SignJWT({ tv: 3, sid: "fam_1" })
        .setProtectedHeader(header)
        .setSubject("acc_1")
        .setIssuer("redress")
        .setAudience("redress-api")
        .setExpirationTime("5m"),
    ).sign(key(secret));
  const same = (jwt: SignJWT) => jwt;

  await expect(tokens.verify(await like(same))).resolves.toMatchObject(claims);
  for (const forged of [
    like(same, undefined, "another secret of more than 32 characters"),
    like(same, { alg: "HS512", typ: "at+jwt", kid }),
    like(same, { alg: "HS256", typ: "refresh", kid }),
    like(same, { alg: "HS256", typ: "at+jwt", kid: "another" }),
    like((jwt) => jwt.setIssuer("someone")),
    like((jwt) => jwt.setAudience("someone")),
  ]) {
    await expect(tokens.verify(await forged)).rejects.toEqual(badToken);
  }
  const unsigned = new UnsecuredJWT({ tv: 3, sid: "fam_1" })
    .setSubject("acc_1")
    .setIssuer("redress")
    .setAudience("redress-api")
    .setExpirationTime("5m")
    .encode();
  await expect(tokens.verify(unsigned)).rejects.toEqual(badToken);
});

test("the secret itself signs nothing", async () => {
  const { token } = await tokens.issue(claims);
  const [header, body] = token.split(".");
  const forged = createHmac("sha256", SECRET).update(`${header}.${body}`).digest("base64url");
  expect(token).not.toContain(forged);
  await expect(tokens.verify(`${header}.${body}.${forged}`)).rejects.toEqual(badToken);
});

test("after a change of the secret the tokens of the one before are good until they end; of older ones none is", async () => {
  const [second, third] = [
    "the second secret, of more than 32 characters",
    "the third secret, of more than 32 characters",
  ];
  const { token } = await tokens.issue(claims);
  const after = new AccessTokens(second, systemClock, SECRET);
  await expect(after.verify(token)).resolves.toMatchObject(claims);
  const fresh = (await after.issue(claims)).token;
  await expect(tokens.verify(fresh)).rejects.toEqual(badToken);
  const later = new AccessTokens(third, systemClock, second);
  await expect(later.verify(fresh)).resolves.toMatchObject(claims);
  await expect(later.verify(token)).rejects.toEqual(badToken);
});
