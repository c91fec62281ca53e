import { createHmac } from "node:crypto";
import type { Clock } from "../../platform/clock";
import { Counters } from "../../platform/redis/counters";
import type { Database } from "../../platform/database/database";
import type { Tx } from "../../platform/database/tx";
import type { Context, SweptServices } from "../../platform/graphql/context";
import type { MutationInput } from "../../platform/graphql/idempotency";
import { addressKey } from "../../platform/http/remote-address";
import { withholdStaffRoles, type Actor } from "../actor/actor";
import { Refusal } from "../../platform/refusal";
import { Sealer } from "../../platform/secrets/sealed";
import { AccessTokens } from "../sessions/access-tokens";
import { beginSession, type OutsideProof } from "../sessions/account-sessions";
import { Account } from "../account/account.entity";
import { isInRanges } from "../sessions/address-range.pure";
import { claimedKind } from "../sessions/api-key.pure";
import { ApiKeys, noKey } from "../sessions/api-keys";
import { ActorDirectory } from "../account/actor-directory";
import type { Client } from "../sessions/client.pure";
import { refuseFirstStepAlone } from "./refuse-first-step-alone";
import { requireStaffFactor } from "../factors/require-staff-factor";
import { findDevice, rememberDevice, type Device } from "../sessions/known-devices";
import { foldLogin } from "../account/login.pure";
import { OutsideIdentity, type OutsideIdentitySettings } from "./outside-identity";
import { verifyPassword } from "../passwords/password.pure";
import { oneself, recordOnAccount } from "../account/record-on-account";
import { issueRefreshToken, rotateRefreshToken, type IssuedRefreshToken } from "../sessions/refresh-tokens";
import { sharesOf } from "../passwords/shares-of";
import { SignInFailures } from "./sign-in-failures";
import { SignInLimits, type SignInLimitSettings } from "./sign-in-limits";

export interface SessionSettings {
  /** Signs access tokens; at least 32 random characters. Changing the secret ends every access token, not the refresh tokens. */
  secret: string;
  /** The previous one, while its tokens may still be in use. */
  secretPrevious?: string;
  /** An OpenID Connect provider whose tokens are also accepted. */
  external?: OutsideIdentitySettings;
  limits?: Partial<SignInLimitSettings>;
  /** Staff roles are in force only with a second factor. */
  staffSecondFactor?: boolean;
  /** Counters shared with other nodes; this process counts alone when left out. */
  counters?: Counters;
}

export interface Credentials {
  login: string;
  password: string;
  /** The token that an earlier sign-in on this device returned. */
  deviceToken?: string | null;
  /** Whether to remember this device; a known one stays known. */
  rememberDevice?: boolean | null;
}

export interface Session {
  account: Account;
  accessToken: string;
  accessTokenExpiresAt: number;
  refreshToken: string;
  refreshTokenExpiresAt: number;
  /** For the next sign-in on this device; null when it is not remembered, and when a session is only continued. */
  deviceToken: string | null;
  /** An identity provider let the person in, and asked for no second factor. */
  isWeak: boolean;
}

export interface Authenticated {
  actor: Actor;
  /** Null for tokens of an outside identity provider; of an API client its key's id. */
  sessionId: string | null;
  /** When the token expires, epoch milliseconds; null: never. */
  expiresAt: number | null;
}

/** Who is asking, and how they were authenticated. */
export class Sessions {
  readonly limits: SignInLimits;
  readonly failures = new SignInFailures();
  /** Why nobody may sign in at present; null: people may. */
  closedBecause: () => Refusal | null = () => null;
  /** Told of each use of an API client's key. */
  keyUsed: (keyId: string) => void = () => undefined;
  private readonly refreshKey: Buffer;
  private readonly digestKey: Buffer;
  private readonly staffSecondFactor: boolean;
  private readonly sealer: Sealer;
  private readonly tokens: AccessTokens;
  private readonly keys: ApiKeys;
  private readonly actors: ActorDirectory;
  private readonly outside: OutsideIdentity | undefined;

  constructor(
    private readonly database: Database,
    clock: Clock,
    { secret, secretPrevious, external, limits, staffSecondFactor = false, counters = new Counters() }: SessionSettings,
  ) {
    this.limits = new SignInLimits(counters, limits);
    this.staffSecondFactor = staffSecondFactor;
    if (staffSecondFactor) requireStaffFactor(database);
    this.sealer = new Sealer(secret, secretPrevious);
    this.refreshKey = this.sealer.deriveKey("next refresh token");
    this.digestKey = this.sealer.deriveKey("inputs with secrets");
    this.tokens = new AccessTokens(secret, clock, secretPrevious);
    this.keys = new ApiKeys(database);
    this.actors = new ActorDirectory(database, clock, { staffSecondFactor });
    this.outside = external && new OutsideIdentity(database, clock, external);
  }

  /** `tell`: why a token that the outside identity provider did sign is refused. */
  onRefusedOutside(tell: (why: string) => void): void {
    if (this.outside) this.outside.refused = tell;
  }

  /**
   * Refuses anything but a valid token of an active session, or an API client's key; never treats it as a visitor's. `once`: whoever sends it is
   * known from then on by a connection. `unbound`: as far as most requests ask (see `leaveUnread`).
   */
  async authenticate(token: string, { address = "", once = false, unbound = false } = {}): Promise<Authenticated> {
    if (claimedKind(token)) return this.byKey(token, address);
    if (this.outside && !this.tokens.claims(token)) {
      const { accountId, expiresAt, isMultiFactor } = await this.outside.accountOf(token);
      const actor = await this.actors.current(accountId);
      if (!actor) throw new Refusal("UNAUTHENTICATED", { reason: "accountSuspended" });
      return { actor: this.asFarAsSaid(actor, !isMultiFactor), sessionId: null, expiresAt };
    }
    const { accountId, tokenVersion, sessionId, isWeak = false, expiresAt } = await this.tokens.verify(token, { once });
    // Whose staff roles are withheld is asked for nothing that only the staff have.
    const actor =
      unbound && !isWeak
        ? await this.actors.currentUnbound(accountId, sessionId)
        : await this.actors.current(accountId, sessionId);
    if (actor?.tokenVersion !== tokenVersion) throw new Refusal("UNAUTHENTICATED", { reason: "signedOut" });
    return { actor: this.asFarAsSaid(actor, isWeak), sessionId, expiresAt };
  }

  /** Staff work only with a second factor, which of these people only their identity provider knows. */
  asFarAsSaid(actor: Actor, isWeak: boolean): Actor {
    return isWeak && this.staffSecondFactor ? withholdStaffRoles(actor, "TOKEN") : actor;
  }

  private async byKey(secret: string, address: string): Promise<Authenticated> {
    const { id, clientId, expiresAt } = await this.keys.find(secret);
    const actor = await this.actors.current(clientId, id);
    if (!actor) throw noKey();
    refuseAddress(actor, address);
    this.keyUsed(id);
    return { actor, sessionId: id, expiresAt };
  }

  /** The person of a session, or the API client of a key, as they are now; null when the account, the session or the key has ended since. */
  async still(accountId: string, sessionId: string | null): Promise<Actor | null> {
    return this.actors.current(accountId, sessionId);
  }

  /** An unknown login, no password and a wrong password look the same and take the same time. */
  async signIn(
    { login, password, deviceToken, rememberDevice: remember }: Credentials,
    client: Client,
  ): Promise<Session> {
    const folded = foldLogin(login);
    // Read first: while the database is unreachable no guess succeeds, and no one is to be slowed for trying.
    const known = await this.database.findOne(Account, { login: folded });
    const deviceId = deviceToken ? await findDevice(this.database, known?.id, deviceToken) : null;
    const attempt = await this.limits.signIn({ login: folded, address: addressKey(client.address), deviceId });
    const shares = sharesOf(this.database);
    const matches = await verifyPassword(known?.passwordHash ?? null, password, shares).catch(
      async (error: unknown) => {
        await attempt.giveBack();
        throw error;
      },
    );
    if (known && !matches) this.failures.count(known.id);
    if (!known || !matches) throw badCredentials();
    await attempt.takeBack();
    const device = { id: deviceId, remember: remember === true };
    const session = await this.open(
      async (tx) => {
        const account = await tx.lock(Account, known.id);
        if (account?.status !== "ACTIVE") throw new Refusal("UNAUTHENTICATED", { reason: "accountSuspended" });
        // The password may have been changed meanwhile.
        if (account.passwordHash !== known.passwordHash || account.tokenVersion !== known.tokenVersion)
          throw badCredentials();
        await refuseFirstStepAlone(tx, this.sealer, account, device);
        return account;
      },
      client,
      device,
    );
    return deviceId ? { ...session, deviceToken: session.deviceToken ?? deviceToken ?? null } : session;
  }

  /**
   * A session for the account that `prove` returns, under that account's lock. It returns refusals, because what it counted must be
   * committed.
   */
  async open(
    prove: (tx: Tx) => Promise<Account | Refusal>,
    client: Client,
    device: Device,
    proof: OutsideProof | null = null,
  ): Promise<Session> {
    const closed = this.closedBecause();
    if (closed) throw closed;
    const failed = { accountId: "", failures: 0 };
    try {
      const opened = await this.database.transact(async (tx) => {
        const account = await prove(tx);
        if (account instanceof Refusal) return account;
        // Added up: a retried transaction has already taken them out.
        failed.accountId = account.id;
        failed.failures += this.failures.take(account.id);
        SignInFailures.record(tx, account, failed.failures);
        return this.begin(tx, account, client, device, proof);
      });
      if (opened instanceof Refusal) throw opened;
      return await this.toSession(opened, opened.deviceToken);
    } catch (error) {
      if (failed.failures > 0) this.failures.count(failed.accountId, failed.failures);
      throw error;
    }
  }

  /** A session for the account, which is locked and whose owner has passed every step. */
  private async begin(
    tx: Tx,
    account: Account,
    client: Client,
    device: Device,
    proof: OutsideProof | null,
  ): Promise<IssuedRefreshToken & { deviceToken: string | null }> {
    const remembered = await rememberDevice(tx, account, device);
    const session = await beginSession(tx, account, client, remembered.id, proof);
    recordOnAccount(tx, account, "SIGNED_IN", oneself(account), { sessionId: session.id });
    return { ...issueRefreshToken(tx, account, session), deviceToken: remembered.token };
  }

  async refresh(refreshToken: string, client: Client): Promise<Session> {
    const rotation = await this.database.transact((tx) =>
      rotateRefreshToken(tx, refreshToken, this.refreshKey, client),
    );
    if ("refused" in rotation) throw new Refusal("UNAUTHENTICATED", { reason: rotation.refused });
    return this.toSession(rotation, null);
  }

  /** The input as it may be stored: it shows whether a request is the same again, and nothing else. */
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
    const isWeak = session.isMultiFactor === false;
    const claims = { accountId: account.id, tokenVersion: account.tokenVersion, sessionId: session.id, isWeak };
    const access = await this.tokens.issue(claims, issuedAt);
    return {
      account,
      accessToken: access.token,
      accessTokenExpiresAt: access.expiresAt,
      refreshToken: token,
      refreshTokenExpiresAt: expiresAt,
      deviceToken,
      isWeak,
    };
  }
}

/** Refuses an API client that sends from elsewhere than it was allowed to. */
export function refuseAddress({ client }: Actor, address: string): void {
  if (client && !isInRanges(address, client.addresses))
    throw new Refusal("UNAUTHENTICATED", { reason: "client.address" });
}

const badCredentials = (): Refusal => new Refusal("UNAUTHENTICATED", { reason: "badCredentials" });

/** Kept beside the services, because the platform does not know accounts; what is made of them has them too. */
const provided = new WeakMap<object, Sessions>();

export function provideSessions(services: SweptServices, sessions: Sessions): void {
  provided.set(services, sessions);
}

export const sessionsOf = (ctx: Context): Sessions => sessionsFor(ctx.services);

export function sessionsFor(services: SweptServices): Sessions {
  for (let of: object | null = services; of; of = Object.getPrototypeOf(of) as object | null) {
    const sessions = provided.get(of);
    if (sessions) return sessions;
  }
  throw new Error("provideSessions was not called for these services");
}
