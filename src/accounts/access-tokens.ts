import { createHash, createSecretKey, type KeyObject } from "node:crypto";
import { decodeJwt, errors, jwtVerify, SignJWT } from "jose";
import { LRUCache } from "lru-cache";
import type { Clock } from "../platform/clock";
import { Refusal } from "../platform/refusal";

const ISSUER = "redress";
const AUDIENCE = "redress-api";
const LIFETIME_S = 15 * 60;
export const CLOCK_TOLERANCE_S = 5;

export interface AccessClaims {
  accountId: string;
  tokenVersion: number;
  /** The refresh tokens' family this token was issued in. */
  sessionId: string;
}

/** With when the token ends, epoch milliseconds. */
type VerifiedClaims = AccessClaims & { expiresAt: number };

const MOST_REMEMBERED = 5_000;

/** Short-lived bearer tokens of our own: JWT, HS256. They say who it was at sign-in; what that person may do is read fresh. */
export class AccessTokens {
  private readonly key: KeyObject;
  /** A client sends the same token with each request of its quarter of an hour; its signature need not be computed each time. By digest: tokens are long. */
  private readonly verified = new LRUCache<string, VerifiedClaims>({ max: MOST_REMEMBERED });

  constructor(
    secret: string,
    private readonly clock: Clock,
  ) {
    // A key made once; of bytes jose would make one for each token.
    this.key = createSecretKey(secret, "utf8");
  }

  /** The same claims at the same instant make the same token. */
  async issue(
    { accountId, tokenVersion, sessionId }: AccessClaims,
    at = this.clock.now(),
  ): Promise<{ token: string; expiresAt: number }> {
    const issuedAt = Math.floor(at / 1000);
    const token = await new SignJWT({ tv: tokenVersion, sid: sessionId })
      .setProtectedHeader({ alg: "HS256", typ: "at+jwt" })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(accountId)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + LIFETIME_S)
      .sign(this.key);
    return { token, expiresAt: (issuedAt + LIFETIME_S) * 1000 };
  }

  /** Refuses TOKEN_EXPIRED, and UNAUTHENTICATED for anything that is not a token of ours. */
  async verify(token: string): Promise<VerifiedClaims> {
    const digest = createHash("sha256").update(token).digest("base64url");
    const known = this.verified.get(digest);
    if (known && this.clock.now() < known.expiresAt) return known;
    const claims = await this.read(token);
    this.verified.set(digest, claims);
    return claims;
  }

  private async read(token: string): Promise<VerifiedClaims> {
    try {
      const { payload } = await jwtVerify<{ tv: number; sid: string }>(token, this.key, {
        algorithms: ["HS256"],
        typ: "at+jwt",
        issuer: ISSUER,
        audience: AUDIENCE,
        requiredClaims: ["sub", "exp", "tv", "sid"],
        clockTolerance: CLOCK_TOLERANCE_S,
        currentDate: new Date(this.clock.now()),
      });
      const { sub = "", exp = 0, tv, sid } = payload;
      return { accountId: sub, tokenVersion: tv, sessionId: sid, expiresAt: exp * 1000 };
    } catch (error) {
      throw tokenRefusal(error);
    }
  }

  /** Whether the token claims to be ours; decides only who verifies it. */
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
