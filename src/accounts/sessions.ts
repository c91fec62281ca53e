import { createHmac } from "node:crypto";
import type { Clock } from "../platform/clock";
import { Counters } from "../platform/counters";
import type { Database } from "../platform/database/database";
import type { Context, Services } from "../platform/graphql/context";
import type { MutationInput } from "../platform/graphql/idempotency";
import { addressKey } from "../platform/http/remote-address";
import type { Actor } from "../platform/identity/actor";
import { Refusal } from "../platform/refusal";
import { Sealer } from "../platform/sealed";
import { AccessTokens } from "./access-tokens";
import { beginSession } from "./account-sessions";
import { Account } from "./account.entity";
import { ActorDirectory } from "./actor-directory";
import type { Client } from "./client";
import { findDevice, rememberDevice } from "./known-devices";
import { foldLogin } from "./login";
import { OutsideIdentity, type OutsideIdentitySettings } from "./outside-identity";
import { verifyPassword } from "./password";
import { oneself, recordOnAccount } from "./record-on-account";
import { issueRefreshToken, rotateRefreshToken, type IssuedRefreshToken } from "./refresh-tokens";
import { SignInFailures } from "./sign-in-failures";
import { SignInLimits, type SignInLimitSettings } from "./sign-in-limits";

export interface SessionSettings {
  /** Signs access tokens; at least 32 random characters. Another secret ends every access token, not the refresh tokens. */
  secret: string;
  /** An OpenID Connect provider whose tokens are taken too. */
  external?: OutsideIdentitySettings;
  limits?: Partial<SignInLimitSettings>;
  /** Counted together with other nodes; by this process alone when left out. */
  counters?: Counters;
}

export interface Credentials {
  login: string;
  password: string;
  /** What an earlier sign-in on this device gave. */
  deviceToken?: string | null;
  /** Whether this device shall be known next time; one that is known stays so. */
  rememberDevice?: boolean | null;
}

/** The device somebody comes from, as far as it is known. */
interface Device {
  id: string | null;
  remember: boolean;
}

export interface Session {
  account: Account;
  accessToken: string;
  accessTokenExpiresAt: number;
  refreshToken: string;
  refreshTokenExpiresAt: number;
  /** For the next sign-in on this device; null when it shall not be known, and when the session only goes on. */
  deviceToken: string | null;
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
  readonly failures = new SignInFailures();
  private readonly refreshKey: Buffer;
  private readonly digestKey: Buffer;
  private readonly tokens: AccessTokens;
  private readonly actors: ActorDirectory;
  private readonly outside: OutsideIdentity | undefined;

  constructor(
    private readonly database: Database,
    clock: Clock,
    { secret, external, limits, counters = new Counters() }: SessionSettings,
  ) {
    this.limits = new SignInLimits(counters, limits);
    const sealer = new Sealer(secret);
    this.refreshKey = sealer.deriveKey("next refresh token");
    this.digestKey = sealer.deriveKey("inputs with secrets");
    this.tokens = new AccessTokens(secret, clock);
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
  async signIn(
    { login, password, deviceToken, rememberDevice: remember }: Credentials,
    client: Client,
  ): Promise<Session> {
    const folded = foldLogin(login);
    // Asked first: while the database is away nobody is guessing, and nobody may be slowed for trying.
    const known = await this.database.findOne(Account, { login: folded });
    const deviceId = deviceToken ? await findDevice(this.database, known?.id, deviceToken) : null;
    const attempt = await this.limits.signIn({ login: folded, address: addressKey(client.address), deviceId });
    const matches = await verifyPassword(known?.passwordHash ?? null, password);
    if (known && !matches) this.failures.count(known.id);
    if (!known || !matches) throw badCredentials();
    await attempt.takeBack();
    // A second step stands here, for those who have one.
    const session = await this.open(known, client, { id: deviceId, remember: remember === true });
    return deviceId ? { ...session, deviceToken: session.deviceToken ?? deviceToken ?? null } : session;
  }

  /** A session for somebody who has proved to be `known`, as the account was when they proved it. */
  async open(known: Account, client: Client, device: Device): Promise<Session> {
    const failures = this.failures.take(known.id);
    try {
      const opened = await this.database.transact(async (tx) => {
        const account = await tx.lock(Account, known.id);
        if (account?.status !== "ACTIVE") throw new Refusal("UNAUTHENTICATED", { reason: "accountSuspended" });
        // What was proved may have been changed meanwhile.
        if (account.passwordHash !== known.passwordHash || account.tokenVersion !== known.tokenVersion)
          throw badCredentials();
        SignInFailures.tell(tx, account, failures);
        const remembered = await rememberDevice(tx, account, device);
        const session = await beginSession(tx, account, client, remembered.id);
        recordOnAccount(tx, account, "SIGNED_IN", oneself(account), { sessionId: session.id });
        return { ...issueRefreshToken(tx, account, session), deviceToken: remembered.token };
      });
      return await this.toSession(opened, opened.deviceToken);
    } catch (error) {
      this.failures.count(known.id, failures);
      throw error;
    }
  }

  async refresh(refreshToken: string, client: Client): Promise<Session> {
    const rotation = await this.database.transact((tx) =>
      rotateRefreshToken(tx, refreshToken, this.refreshKey, client),
    );
    if ("refused" in rotation) throw new Refusal("UNAUTHENTICATED", { reason: rotation.refused });
    return this.toSession(rotation, null);
  }

  /** The input as it may be remembered: whether it is the same again can be told from it, and nothing else. */
  withoutSecrets<T extends MutationInput>(input: T): MutationInput & { digest: string } {
    const { clientMutationId } = input;
    return {
      clientMutationId,
      digest: createHmac("sha256", this.digestKey).update(JSON.stringify(input)).digest("hex"),
    };
  }

  private async toSession(
    { account, session, token, issuedAt, expiresAt }: IssuedRefreshToken,
    deviceToken: string | null,
  ): Promise<Session> {
    const claims = { accountId: account.id, tokenVersion: account.tokenVersion, sessionId: session.id };
    const access = await this.tokens.issue(claims, issuedAt);
    return {
      account,
      accessToken: access.token,
      accessTokenExpiresAt: access.expiresAt,
      refreshToken: token,
      refreshTokenExpiresAt: expiresAt,
      deviceToken,
    };
  }
}

const badCredentials = (): Refusal => new Refusal("UNAUTHENTICATED", { reason: "badCredentials" });

/** Beside the services, because the platform knows no accounts. */
const provided = new WeakMap<Services, Sessions>();

export function provideSessions(services: Services, sessions: Sessions): void {
  provided.set(services, sessions);
}

export const sessionsOf = (ctx: Context): Sessions => sessionsFor(ctx.services);

export function sessionsFor(services: Services): Sessions {
  const sessions = provided.get(services);
  if (!sessions) throw new Error("provideSessions was not called for these services");
  return sessions;
}
