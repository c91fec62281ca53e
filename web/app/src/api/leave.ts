import { delMany, entries } from "idb-keyval";
import { pieceStore } from "./piece-store";
import { isOnlyInThisTab, session, store } from "./redress";
import { toldHere, unsubscribe } from "./web-push";
import { inThisTab, onDevice, type KeptTexts } from "../browser/kept-texts";

/** Something that this tab holds beside the browser's storage. */
interface Holder {
  holds(accountId: string): boolean;
  forget(accountId: string): void;
}
const holders = new Set<Holder>();
export const alsoForget = (holder: Holder): void => void holders.add(holder);

/** What is kept for one person has their id in its name. */
const keysIn = (storage: KeptTexts, accountId: string): string[] =>
  storage.keys().filter((key) => key.includes(accountId));

async function piecesOf(accountId: string): Promise<string[]> {
  const all = await entries<string, { accountId: string }>(pieceStore()).catch(() => []);
  return all.flatMap(([key, piece]) => (piece.accountId === accountId ? key : []));
}

/** Something begun is in this tab. */
const isHere = (accountId: string): boolean =>
  [onDevice, inThisTab].some((storage) => keysIn(storage, accountId).length > 0) ||
  [...holders].some((one) => one.holds(accountId));

/** Between the tabs of one session: what is typed is in the tab in which it was. */
interface Word {
  kind: "HAS_BEGUN?" | "HAS_BEGUN" | "LEAVES";
  accountId: string;
}
const tabs = new BroadcastChannel("redress.tabs");
const tell = (word: Word): void => tabs.postMessage(word);
const ANSWER_MS = 250;

tabs.addEventListener("message", ({ data: { kind, accountId } }: MessageEvent<Word>) => {
  // A session of this tab ends with it alone.
  if (isOnlyInThisTab()) return;
  if (kind === "LEAVES") void forget(accountId);
  if (kind === "HAS_BEGUN?" && isHere(accountId)) tell({ kind: "HAS_BEGUN", accountId });
});

const lockOf = (accountId: string): string => `redress.begun ${accountId}`;
// Without TLS there are none.
const { locks } = navigator as Partial<Navigator>;
let letGo = (): void => undefined;

/** A tab that is not looked at may be frozen, and answers nobody: then the lock that it holds tells of what is begun in it. */
function holdWhileHidden(): void {
  letGo();
  const { accountId } = session.current ?? {};
  if (document.visibilityState === "visible" || !accountId || isOnlyInThisTab() || !isHere(accountId)) return;
  const looked = new Promise<void>((resolve) => (letGo = resolve));
  void locks?.request(lockOf(accountId), { mode: "shared" }, () => looked).catch(() => undefined);
}
document.addEventListener("visibilitychange", holdWhileHidden);
holdWhileHidden();

async function isInHiddenTab(accountId: string): Promise<boolean> {
  const { held } = (await locks?.query().catch(() => undefined)) ?? {};
  return held?.some(({ name }) => name === lockOf(accountId)) ?? false;
}

function isInAnotherTab(accountId: string): Promise<boolean> {
  return new Promise((resolve) => {
    const hear = ({ data }: MessageEvent<Word>): void => {
      if (data.kind === "HAS_BEGUN" && data.accountId === accountId) answer(true);
    };
    const answer = (has: boolean): void => {
      tabs.removeEventListener("message", hear);
      resolve(has);
    };
    tabs.addEventListener("message", hear);
    setTimeout(answer, ANSWER_MS, false);
    tell({ kind: "HAS_BEGUN?", accountId });
  });
}

/** They typed or chose something that the server does not have, here or in another tab of the same session. */
export async function hasBegun(): Promise<boolean> {
  const { accountId } = session.current ?? {};
  if (!accountId) return false;
  if (isHere(accountId) || (await piecesOf(accountId)).length > 0) return true;
  return !isOnlyInThisTab() && ((await isInHiddenTab(accountId)) || isInAnotherTab(accountId));
}

async function forget(accountId: string): Promise<void> {
  for (const key of keysIn(onDevice, accountId)) onDevice.removeItem(key);
  // All that this tab keeps is theirs, except what waits for somebody whose session ended by itself.
  for (const key of inThisTab.keys())
    if (key !== store.name && (key.includes(accountId) || !key.includes("acc_"))) inThisTab.removeItem(key);
  for (const one of holders) one.forget(accountId);
  await delMany(await piecesOf(accountId), pieceStore()).catch(() => undefined);
}

/** Whoever ends their session leaves nothing of theirs on this device. */
export async function leave(): Promise<void> {
  const { accountId, isOutside } = session.current ?? {};
  const forgotten = accountId && forget(accountId);
  if (accountId && !isOnlyInThisTab()) tell({ kind: "LEAVES", accountId });
  // The server forgets it with the session; without the network it does so later.
  if (toldHere() === accountId) void unsubscribe().catch(() => undefined);
  await session.signOut();
  await forgotten;
  // Else the next one at this device would be let in as this person.
  if (isOutside) location.assign("/sign-in/oidc/sign-out");
}
