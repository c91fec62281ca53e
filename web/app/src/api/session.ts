import { stringifyDocument, type TypedDocumentNode } from "urql";
import { getLanguage } from "../text/language";
import { readRefusal, Refusal } from "./refusal";
import { keepDevice, knownDevice } from "./known-device";
import { fetchAndLearn, serverNow } from "./server-clock";
import {
  BeginPasskeySignInDocument,
  RefreshSessionDocument,
  SignInDocument,
  SignInWithCodeDocument,
  SignInWithPasskeyDocument,
  SignOutDocument,
  type SignedInFragment,
} from "./session.generated";

/** The person signed in here. The stored token is valid for 30 days and changes at each refresh: a copy of it stops working. */
export interface Session {
  accountId: string;
  accessToken: string;
  accessTokenExpiresAt: string;
  refreshToken: string;
}

const KEY = "redress.session";
/** A token about to expire would be refused on arrival. */
const EARLY_MS = 20_000;

export const isEnding = ({ accessTokenExpiresAt }: Session): boolean =>
  Date.parse(accessTokenExpiresAt) - serverNow() < EARLY_MS;

const listeners = new Set<() => void>();
let current = read();

/** `tab`: discarded when this tab is closed; another tab may hold another person's session. */
export type Keep = "tab" | "device";

function read(): Session | null {
  const text = sessionStorage.getItem(KEY) ?? localStorage.getItem(KEY);
  return text === null ? null : (JSON.parse(text) as Session);
}

function change(session: Session | null, keep?: Keep): void {
  const inTab = keep ? keep === "tab" : sessionStorage.getItem(KEY) !== null;
  const before = current?.accountId;
  current = session;
  const storage = inTab ? sessionStorage : localStorage;
  if (session) storage.setItem(KEY, JSON.stringify(session));
  else storage.removeItem(KEY);
  if (before !== session?.accountId) listeners.forEach((tell) => tell());
}

addEventListener("storage", ({ key }) => {
  if (key !== KEY || sessionStorage.getItem(KEY) !== null) return;
  const before = current?.accountId;
  current = read();
  if (before !== current?.accountId) listeners.forEach((tell) => tell());
});

export const getSession = (): Session | null => current;

/** Called when another person signs in, or no one is signed in any longer; not at refreshes. */
export function onSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Refused with SECOND_FACTOR_REQUIRED, and the second step, if the password is not enough. */
export async function signIn(login: string, password: string, keep: Keep): Promise<void> {
  const device = { deviceToken: knownDevice(login), rememberDevice: keep === "device" };
  const { signIn } = await ask(SignInDocument, { login, password, ...device });
  begin(signIn, keep);
}

export async function signInWithCode(challenge: string, code: string, keep: Keep): Promise<void> {
  const { signInWithCode } = await ask(SignInWithCodeDocument, { challenge, code });
  begin(signInWithCode, keep);
}

/** As the second step of a challenge, or alone. */
export async function signInWithPasskey(keep: Keep, ofStep?: string): Promise<void> {
  const { beginPasskeySignIn } = await ask(BeginPasskeySignInDocument, { challenge: ofStep });
  const { challenge, options } = beginPasskeySignIn;
  // Loaded only when it is used.
  const { askForPasskey } = await import("./passkey");
  const response = await askForPasskey(options);
  const { signInWithPasskey } = await ask(SignInWithPasskeyDocument, { challenge, response });
  begin(signInWithPasskey, keep);
}

function begin(session: SignedInFragment, keep: Keep): void {
  const { login } = session.account;
  if (session.deviceToken && login) keepDevice(login, session.deviceToken);
  if (keep === "device") sessionStorage.removeItem(KEY);
  change(toSession(session), keep);
}

/** The session ends on the server too; if that cannot be reached, at least here. */
export async function signOut(): Promise<void> {
  const token = await accessToken().catch(() => null);
  change(null);
  if (token) await ask(SignOutDocument, {}, token).catch(() => undefined);
}

/** Returns a valid token, refreshed if it is about to expire or was `refused`; null for visitors. */
export async function accessToken(refused?: string | null): Promise<string | null> {
  const session = current;
  if (!session) return null;
  const ending = isEnding(session);
  if (!ending && session.accessToken !== refused) return session.accessToken;
  return oneTabAtATime(() => refresh(session.accessToken));
}

/** The server takes a second use of a refresh token for theft and ends the session, so tabs take turns. */
async function oneTabAtATime(work: () => Promise<string | null>): Promise<string | null> {
  // Without TLS (a phone on the local network) browsers have no locks.
  return "locks" in navigator ? await navigator.locks.request(KEY, work) : work();
}

let refreshing: Promise<string | null> | null = null;

async function refresh(old: string): Promise<string | null> {
  refreshing ??= (async () => {
    const stored = read();
    if (!stored) return null;
    if (stored.accessToken !== old && stored.accountId === current?.accountId) {
      current = stored; // another tab was faster
      return stored.accessToken;
    }
    try {
      const { refreshSession } = await ask(RefreshSessionDocument, { refreshToken: stored.refreshToken });
      change(toSession(refreshSession));
      return current?.accessToken ?? null;
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== "UNAUTHENTICATED") throw error;
      change(null);
      return null;
    }
  })().finally(() => (refreshing = null));
  return refreshing;
}

const toSession = ({ account, accessToken, accessTokenExpiresAt, refreshToken }: SignedInFragment): Session => ({
  accountId: account.id,
  accessToken,
  accessTokenExpiresAt,
  refreshToken,
});

/** A request that does not use the client, because the client needs a session. */
async function ask<Data, Variables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  token?: string,
): Promise<Data> {
  const response = await fetchAndLearn("/graphql", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "accept-language": getLanguage(),
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query: stringifyDocument(document), variables }),
  }).catch(() => {
    throw new Refusal("UNREACHABLE");
  });
  const { data, errors } = (await response.json()) as { data?: Data; errors?: Parameters<typeof readRefusal>[0][] };
  if (errors?.[0]) throw readRefusal(errors[0]);
  if (!data) throw new Refusal("UNREACHABLE");
  return data;
}
