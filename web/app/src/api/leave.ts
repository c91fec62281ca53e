import { delMany, entries } from "idb-keyval";
import { pieceStore } from "./piece-store";
import { session, store } from "./redress";
import { toldHere, unsubscribe } from "./web-push";

/** Something that this tab holds beside the browser's storage. */
interface Holder {
  holds(accountId: string): boolean;
  forget(accountId: string): void;
}
const holders = new Set<Holder>();
export const alsoForget = (holder: Holder): void => void holders.add(holder);

/** What is kept for one person has their id in its name. */
const keysIn = (storage: Storage, accountId: string): string[] =>
  Object.keys(storage).filter((key) => key.includes(accountId));

async function piecesOf(accountId: string): Promise<string[]> {
  const all = await entries<string, { accountId: string }>(pieceStore()).catch(() => []);
  return all.flatMap(([key, piece]) => (piece.accountId === accountId ? key : []));
}

/** They typed or chose something here that the server does not have. */
export async function hasBegun(): Promise<boolean> {
  const { accountId } = session.current ?? {};
  if (!accountId) return false;
  const isHere = [localStorage, sessionStorage].some((storage) => keysIn(storage, accountId).length > 0);
  return isHere || [...holders].some((one) => one.holds(accountId)) || (await piecesOf(accountId)).length > 0;
}

async function forget(accountId: string): Promise<void> {
  for (const key of keysIn(localStorage, accountId)) localStorage.removeItem(key);
  // All that this tab keeps is theirs.
  for (const key of Object.keys(sessionStorage)) if (key !== store.name) sessionStorage.removeItem(key);
  for (const one of holders) one.forget(accountId);
  await delMany(await piecesOf(accountId), pieceStore()).catch(() => undefined);
}

/** Whoever ends their session leaves nothing of theirs on this device. */
export async function leave(): Promise<void> {
  const { accountId, isOutside } = session.current ?? {};
  const forgotten = accountId && forget(accountId);
  // The server forgets it with the session; without the network it does so later.
  if (toldHere() === accountId) void unsubscribe().catch(() => undefined);
  await session.signOut();
  await forgotten;
  // Else the next one at this device would be let in as this person.
  if (isOutside) location.assign("/sign-in/oidc/sign-out");
}
