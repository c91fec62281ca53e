import { Refusal } from "./refusal";
import type { ServerClock } from "./server-clock";
import {
  beginPasskeySignIn,
  refreshSession,
  signIn,
  signInWithCode,
  signInWithPasskey,
  signOut,
  type BeginPasskeySignInMutation,
  type SignedInFragment,
} from "./session.generated";
import type { Keep, SessionStore, StoredSession } from "./stores";
import type { TypedDocument } from "./typed-document";

/** Sends one request as whoever the token says; null: as a visitor. */
type Ask = <Data, Variables>(
  document: TypedDocument<Data, Variables>,
  variables: Variables,
  token: string | null,
) => Promise<Data>;

/** A token about to expire would be refused on arrival. */
const EARLY_MS = 20_000;

/** The refreshes under way: whoever shares a store shares one. */
const refreshing = new WeakMap<SessionStore, Promise<void>>();
/** The last turn under each name: where the platform has no locks, the stores of one program take turns all the same. */
const turns = new Map<string, Promise<void>>();

async function inTurn(name: string, work: () => Promise<void>): Promise<void> {
  // Without TLS (a phone on the local network) browsers have no locks, and refuse them where nothing may be kept; Node before 24 has none.
  const locks = typeof navigator === "undefined" ? undefined : (navigator as Partial<Navigator>).locks;
  if (await locks?.query().catch(() => null)) return locks?.request(name, work);
  const turn = (turns.get(name) ?? Promise.resolve()).catch(() => undefined).then(work);
  turns.set(name, turn);
  return turn.finally(() => turns.get(name) === turn && turns.delete(name));
}

/** Who is signed in, in all tabs that share the store. */
export class Session {
  readonly #store: SessionStore;
  readonly #clock: ServerClock;
  readonly #ask: Ask;
  readonly #listeners = new Set<() => void>();
  #current: StoredSession | null;

  constructor(store: SessionStore, clock: ServerClock, ask: Ask) {
    this.#store = store;
    this.#clock = clock;
    this.#ask = ask;
    this.#current = store.read();
    store.onChange?.(() => this.#take(store.read()));
  }

  get current(): StoredSession | null {
    return this.#current;
  }

  /** Calls back when another person has signed in, or no one is signed in any longer; not at refreshes. Returns how to stop that. */
  readonly onPerson = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Refused with SECOND_FACTOR_REQUIRED, and the `secondStep`, if the password is not enough. */
  async signIn(login: string, password: string, keep: Keep = "device"): Promise<void> {
    const deviceToken = this.#store.device?.(login) ?? null;
    const rememberDevice = keep === "device" && this.#store.keepDevice !== undefined;
    const input = { login, password, deviceToken, rememberDevice };
    await this.#begin((await this.#ask(signIn, { input }, null)).signIn, keep);
  }

  async signInWithCode(challenge: string, code: string, keep: Keep = "device"): Promise<void> {
    const { signInWithCode: session } = await this.#ask(signInWithCode, { input: { challenge, code } }, null);
    await this.#begin(session, keep);
  }

  /** As the second step of a `challenge`, or alone. `options` are for the device, as JSON. */
  async beginPasskeySignIn(challenge?: string): Promise<BeginPasskeySignInMutation["beginPasskeySignIn"]> {
    return (await this.#ask(beginPasskeySignIn, { input: { challenge } }, null)).beginPasskeySignIn;
  }

  /** `response`: what the device answered, as JSON. */
  async signInWithPasskey(challenge: string, response: string, keep: Keep = "device"): Promise<void> {
    const { signInWithPasskey: session } = await this.#ask(signInWithPasskey, { input: { challenge, response } }, null);
    await this.#begin(session, keep);
  }

  /** The session ends on the server too; if that cannot be reached, at least here. */
  async signOut(): Promise<void> {
    const token = await this.accessToken().catch(() => null);
    await this.#change(null);
    if (token) await this.#ask(signOut, { input: {} }, token).catch(() => undefined);
  }

  /** Returns a valid token, refreshed if it is about to expire or was `refused`; null for visitors. */
  async accessToken(refused?: string | null): Promise<string | null> {
    const session = this.#current;
    if (!session) return null;
    if (!this.#isEnding(session) && session.accessToken !== refused) return session.accessToken;
    await this.#oneAtATime(() => this.#refresh(session));
    // Another client of the same store may have been faster.
    this.#take(this.#store.read());
    // What one person has begun is not sent as another, who has signed in elsewhere in the meantime.
    return this.current?.accountId === session.accountId ? this.current.accessToken : null;
  }

  #isEnding({ accessTokenExpiresAt }: StoredSession): boolean {
    return Date.parse(accessTokenExpiresAt) - this.#clock.now() < EARLY_MS;
  }

  /** The server takes a later second use of a refresh token for theft and ends the session, so tabs take turns. */
  #oneAtATime(work: () => Promise<void>): Promise<void> {
    const store = this.#store;
    const turn = refreshing.get(store) ?? inTurn(store.name, work).finally(() => refreshing.delete(store));
    refreshing.set(store, turn);
    return turn;
  }

  async #refresh(old: StoredSession): Promise<void> {
    await this.#store.catchUp?.();
    const stored = this.#store.read();
    if (stored?.accountId !== old.accountId) return;
    // Somebody else was faster; what they have may have ended, too, where all have slept.
    if (stored.accessToken !== old.accessToken && !this.#isEnding(stored)) return;
    try {
      const input = { refreshToken: stored.refreshToken };
      const { refreshSession: session } = await this.#ask(refreshSession, { input }, null);
      await this.#change({ ...toStored(session), isOutside: stored.isOutside });
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== "UNAUTHENTICATED") throw error;
      await this.#change(null);
    }
  }

  async #begin(session: SignedInFragment, keep: Keep): Promise<void> {
    const { login } = session.account;
    if (session.deviceToken && login) this.#store.keepDevice?.(login, session.deviceToken);
    await this.#change(toStored(session), keep);
  }

  /** Saved before it is used: what is lost after a refresh is the session. */
  async #change(session: StoredSession | null, keep?: Keep): Promise<void> {
    await this.#store.write(session, keep);
    this.#take(session);
  }

  #take(session: StoredSession | null): void {
    const before = this.#current?.accountId;
    this.#current = session;
    if (before !== session?.accountId) this.#listeners.forEach((tell) => tell());
  }
}

const toStored = ({ account, accessToken, accessTokenExpiresAt, refreshToken }: SignedInFragment): StoredSession => ({
  accountId: account.id,
  accessToken,
  accessTokenExpiresAt,
  refreshToken,
});
