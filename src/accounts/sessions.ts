import type { Clock } from "../platform/clock";
import type { Database } from "../platform/database/database";
import type { Context, Services } from "../platform/graphql/context";
import type { Actor } from "../platform/identity/actor";
import { newId } from "../platform/ids";
import { Refusal } from "../platform/refusal";
import { AccessTokens } from "./access-tokens";
import { Account } from "./account.entity";
import { ActorDirectory } from "./actor-directory";
import { foldLogin } from "./login";
import { OutsideIdentity, type OutsideIdentitySettings } from "./outside-identity";
import { verifyPassword } from "./password";
import { issueRefreshToken, rotateRefreshToken, type IssuedRefreshToken } from "./refresh-tokens";
import { SignInLimits, type SignInLimitSettings } from "./sign-in-limits";

export interface SessionSettings {
  /** Signs access tokens; at least 32 random characters. Another secret ends every access token, not the refresh tokens. */
  secret: string;
  /** The one before, while its tokens may still be about. */
  secretPrevious?: string;
  /** An OpenID Connect provider whose tokens are taken too. */
  external?: OutsideIdentitySettings;
  limits?: Partial<SignInLimitSettings>;
}

export interface Session {
  account: Account;
  accessToken: string;
  accessTokenExpiresAt: number;
  refreshToken: string;
  refreshTokenExpiresAt: number;
}

export interface Authenticated {
  actor: Actor;
  /** Null for tokens of an outside identity provider. */
  sessionId: string | null;
  /** When the token ends, epoch milliseconds. */
  expiresAt: number;
}

/** Who is asking, and how they come to be known. */
export class Sessions {
  readonly limits: SignInLimits;
  private readonly tokens: AccessTokens;
  private readonly actors: ActorDirectory;
  private readonly outside: OutsideIdentity | undefined;

  constructor(
    private readonly database: Database,
    clock: Clock,
    { secret, secretPrevious, external, limits }: SessionSettings,
  ) {
    this.limits = new SignInLimits(limits);
    this.tokens = new AccessTokens(secret, clock, secretPrevious);
    this.actors = new ActorDirectory(database, clock);
    this.outside = external && new OutsideIdentity(database, clock, external);
  }

  /** Refuses what is not a valid token of a living session; never takes it for a visitor's. */
  async authenticate(token: string): Promise<Authenticated> {
    if (this.outside && !this.tokens.claims(token)) {
      const { accountId, expiresAt } = await this.outside.accountOf(token);
      const actor = await this.actors.current(accountId);
      if (!actor) throw new Refusal("UNAUTHENTICATED", { reason: "accountSuspended" });
      return { actor, sessionId: null, expiresAt };
    }
    const { accountId, tokenVersion, sessionId, expiresAt } = await this.tokens.verify(token);
    const actor = await this.actors.current(accountId, sessionId);
    if (actor?.tokenVersion !== tokenVersion) throw new Refusal("UNAUTHENTICATED", { reason: "signedOut" });
    return { actor, sessionId, expiresAt };
  }

  /** The person of a session as they are now; null when the account or the session has ended since. */
  async still(accountId: string, sessionId: string | null): Promise<Actor | null> {
    return this.actors.current(accountId, sessionId);
  }

  /** Unknown login, no password and wrong password look the same and take the same time. */
  async signIn(login: string, password: string, address: string): Promise<Session> {
    const folded = foldLogin(login);
    // Asked first: while the database is away nobody is guessing, and nobody may be locked out for trying.
    const known = await this.database.findOne(Account, { login: folded });
    const attempt = await this.limits.attempt(folded, address);
    const matches = await verifyPassword(known?.passwordHash ?? null, password);
    if (!known || !matches) throw new Refusal("UNAUTHENTICATED", { reason: "badCredentials" });
    await attempt.succeeded();
    const issued = await this.database.transact(async (tx) => {
      const account = await tx.lock(Account, known.id);
      if (account?.status !== "ACTIVE") throw new Refusal("UNAUTHENTICATED", { reason: "accountSuspended" });
      return issueRefreshToken(tx, account, newId("tokenFamily"));
    });
    return this.toSession(issued);
  }

  async refresh(refreshToken: string): Promise<Session> {
    const rotation = await this.database.transact((tx) => rotateRefreshToken(tx, refreshToken));
    if ("refused" in rotation) throw new Refusal("UNAUTHENTICATED", { reason: rotation.refused });
    return this.toSession(rotation);
  }

  private async toSession({ account, sessionId, token, expiresAt }: IssuedRefreshToken): Promise<Session> {
    const access = await this.tokens.issue({ accountId: account.id, tokenVersion: account.tokenVersion, sessionId });
    return {
      account,
      accessToken: access.token,
      accessTokenExpiresAt: access.expiresAt,
      refreshToken: token,
      refreshTokenExpiresAt: expiresAt,
    };
  }
}

/** Beside the services, because the platform knows no accounts. */
const provided = new WeakMap<Services, Sessions>();

export function provideSessions(services: Services, sessions: Sessions): void {
  provided.set(services, sessions);
}

export function sessionsOf(ctx: Context): Sessions {
  const sessions = provided.get(ctx.services);
  if (!sessions) throw new Error("provideSessions was not called for these services");
  return sessions;
}
