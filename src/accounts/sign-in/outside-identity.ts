import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload } from "jose";
import type { Clock } from "../../platform/clock";
import type { Database } from "../../platform/database/database";
import { Refusal } from "../../platform/refusal";
import { MINUTE } from "../../platform/time";
import { CLOCK_TOLERANCE_S, tokenRefusal } from "../sessions/access-tokens";
import { isUnreachable, unreachable } from "./away.pure";
import { enterOutsider } from "./enter-outsider";
import { findOutsideAccount } from "./find-outside-account";
import { isMultiFactor } from "./outside-claims.pure";
import { ALGORITHMS } from "./signatures.table";

export interface OutsideIdentitySettings {
  jwksUrl: string;
  issuer: string;
  audience: string;
  /** Other clients of the provider whose tokens are meant for this platform, by their `azp`. */
  clients?: readonly string[];
}

export interface OutsidePerson {
  accountId: string;
  expiresAt: number;
  /** The provider states that it required more than a password. */
  isMultiFactor: boolean;
}
/** A token that lives longer would be a password that cannot be changed. */
const LONGEST_LIFE_S = 24 * 60 * 60;

/** Accepted `typ` headers: access tokens (RFC 9068) or plain JWTs, which may leave it out. */
const KINDS: readonly (string | undefined)[] = [undefined, "jwt", "at+jwt"];

/** Tokens of another identity provider (OpenID Connect), checked against its published keys. Its users get accounts here at their first request. */
export class OutsideIdentity {
  private readonly keys: ReturnType<typeof createRemoteJWKSet>;
  /** Told, once a minute at most, why a token that the provider did sign is refused: its sender learns only that it is not valid. */
  refused: (why: string) => void = () => undefined;
  private toldAt = -Infinity;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: OutsideIdentitySettings,
  ) {
    this.keys = createRemoteJWKSet(new URL(settings.jwksUrl), { timeoutDuration: 3_000 });
  }

  async accountOf(token: string): Promise<OutsidePerson> {
    const claims = await this.verify(token);
    const subject = claims.sub ?? "";
    if (subject.length === 0 || subject.length > 255) throw new Refusal("UNAUTHENTICATED", { reason: "badToken" });
    const { issuer } = this.settings;
    const known = await findOutsideAccount(this.database, issuer, subject);
    const account = known?.externalIssuer ? known : await enterOutsider(this.database, { issuer, subject, claims });
    return { accountId: account.id, expiresAt: (claims.exp ?? 0) * 1000, isMultiFactor: isMultiFactor(claims) };
  }

  private async verify(token: string): Promise<JWTPayload> {
    try {
      const { payload, protectedHeader } = await jwtVerify(token, this.keys, {
        algorithms: ALGORITHMS,
        issuer: this.settings.issuer,
        audience: this.settings.audience,
        requiredClaims: ["sub", "exp", "iat"],
        maxTokenAge: LONGEST_LIFE_S,
        clockTolerance: CLOCK_TOLERANCE_S,
        currentDate: new Date(this.clock.now()),
      });
      const kind = protectedHeader.typ?.toLowerCase().replace(/^application\//, "");
      if (!KINDS.includes(kind)) throw new errors.JWTInvalid('its "typ" is neither JWT nor at+jwt');
      if (lifeOf(payload) > LONGEST_LIFE_S) throw new errors.JWTInvalid("it lasts longer than a day");
      if (!(kind === "at+jwt" || this.isForUs(payload)))
        throw new errors.JWTInvalid('its "azp" is neither JWT_AUDIENCE nor one of JWT_CLIENTS');
      return payload;
    } catch (error) {
      // Signatures are verified before anything that a token says: strangers write nothing into the log.
      if (error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTInvalid)
        this.tell(error.message);
      throw isUnreachable(error) ? unreachable(error) : tokenRefusal(error);
    }
  }

  private tell(why: string): void {
    const now = this.clock.now();
    if (now < this.toldAt + MINUTE) return;
    this.toldAt = now;
    this.refused(why);
  }

  /** A plain JWT may be an ID token issued to another client: that client could sign in here as any of its users. */
  private isForUs({ azp }: JWTPayload): boolean {
    const { audience, clients = [] } = this.settings;
    return azp === undefined || azp === audience || (typeof azp === "string" && clients.includes(azp));
  }
}

const lifeOf = ({ exp = Infinity, iat = 0 }: JWTPayload): number => exp - iat;
