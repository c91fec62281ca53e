import { decodeJwt, errors, jwtVerify, SignJWT } from "jose";
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

/** Short-lived bearer tokens of our own: JWT, HS256. They say who it was at sign-in; what that person may do is read fresh. */
export class AccessTokens {
  private readonly key: Uint8Array;

  constructor(
    secret: string,
    private readonly clock: Clock,
  ) {
    this.key = new TextEncoder().encode(secret);
  }

  async issue({ accountId, tokenVersion, sessionId }: AccessClaims): Promise<{ token: string; expiresAt: number }> {
    const issuedAt = Math.floor(this.clock.now() / 1000);
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
  async verify(token: string): Promise<AccessClaims & { expiresAt: number }> {
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
