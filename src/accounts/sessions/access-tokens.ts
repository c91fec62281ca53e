import { createHash, createSecretKey, type KeyObject } from "node:crypto";
import { decodeJwt, errors, jwtVerify, SignJWT, type JWTHeaderParameters } from "jose";
import { LRUCache } from "lru-cache";
import { atMost } from "../../platform/at-most";
import type { Clock } from "../../platform/clock";
import { deriveKey, keyIdOf } from "../../platform/secrets/keys";
import { Refusal } from "../../platform/refusal";

const ISSUER = "redress";
const AUDIENCE = "redress-api";
const LIFETIME_S = 15 * 60;
export const CLOCK_TOLERANCE_S = 5;

export interface AccessClaims {
  accountId: string;
  tokenVersion: number;
  /** The refresh tokens' family this token was issued in. */
  sessionId: string;
  /** An identity provider let the person in, and asked for no second factor. */
  isWeak?: boolean;
}

/** Also when the token expires, epoch milliseconds. */
type VerifiedClaims = AccessClaims & { expiresAt: number };

const MOST_REMEMBERED = 5_000;

/** Short-lived bearer tokens of our own: JWT, HS256. They identify who signed in; what that person may do is read afresh. */
export class AccessTokens {
  private readonly keyId: string;
  /** By key id: the current one, and the previous one, whose tokens are valid until they expire. */
  private readonly keys = new Map<string, KeyObject>();
  /** A client sends the same token with each request for a quarter of an hour; its signature need not be verified each time. By digest: tokens are long. */
  private readonly verified = new LRUCache<string, VerifiedClaims>(atMost(MOST_REMEMBERED));

  constructor(
    secret: string,
    private readonly clock: Clock,
    previousSecret?: string,
  ) {
    if (previousSecret !== undefined) this.add(previousSecret);
    this.keyId = this.add(secret);
  }

  /** The same claims at the same instant make the same token. */
  async issue(
    { accountId, tokenVersion, sessionId, isWeak = false }: AccessClaims,
    at = this.clock.now(),
  ): Promise<{ token: string; expiresAt: number }> {
    const issuedAt = Math.floor(at / 1000);
    const token = await new SignJWT({ tv: tokenVersion, sid: sessionId, ...(isWeak ? { weak: true } : {}) })
      .setProtectedHeader({ alg: "HS256", typ: "at+jwt", kid: this.keyId })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(accountId)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + LIFETIME_S)
      .sign(this.keyNamed({ kid: this.keyId }));
    return { token, expiresAt: (issuedAt + LIFETIME_S) * 1000 };
  }

  /** Refuses TOKEN_EXPIRED, and UNAUTHENTICATED for anything that is not a token of ours. `once`: it is not sent again, so that it need not be remembered. */
  async verify(token: string, { once = false } = {}): Promise<VerifiedClaims> {
    const digest = createHash("sha256").update(token).digest("base64url");
    const known = this.verified.get(digest);
    if (known && this.clock.now() < known.expiresAt) return known;
    const claims = await this.read(token);
    if (!once) this.verified.set(digest, claims);
    return claims;
  }

  private async read(token: string): Promise<VerifiedClaims> {
    try {
      const { payload } = await jwtVerify<{ tv: number; sid: string; weak?: boolean }>(
        token,
        (header) => this.keyNamed(header),
        {
          algorithms: ["HS256"],
          typ: "at+jwt",
          issuer: ISSUER,
          audience: AUDIENCE,
          requiredClaims: ["sub", "exp", "tv", "sid"],
          clockTolerance: CLOCK_TOLERANCE_S,
          currentDate: new Date(this.clock.now()),
        },
      );
      const { sub = "", exp = 0, tv, sid, weak } = payload;
      return { accountId: sub, tokenVersion: tv, sessionId: sid, isWeak: weak === true, expiresAt: exp * 1000 };
    } catch (error) {
      throw tokenRefusal(error);
    }
  }

  /** Key objects are created once; from bytes jose would create one for each token. */
  private add(secret: string): string {
    const key = deriveKey(secret, "access tokens");
    const id = keyIdOf(key);
    this.keys.set(id, createSecretKey(key));
    return id;
  }

  private keyNamed({ kid = "" }: Pick<JWTHeaderParameters, "kid">): KeyObject {
    const key = this.keys.get(kid);
    if (!key) throw new errors.JWKSNoMatchingKey();
    return key;
  }

  /** Whether the token claims to be ours; determines only who verifies it. */
  claims(token: string): boolean {
    try {
      return decodeJwt(token).iss === ISSUER;
    } catch {
      return true; // no token at all: ours to refuse
    }
  }
}

export function tokenRefusal(error: unknown): Refusal {
  const refusal =
    error instanceof errors.JWTExpired
      ? new Refusal("TOKEN_EXPIRED")
      : new Refusal("UNAUTHENTICATED", { reason: "badToken" });
  refusal.cause = error;
  return refusal;
}
