import { browserStore, Redress } from "../../../../clients/typescript/src";
import { getLanguage } from "../text/language";
import { amongCopies } from "./copies";
import { fetchInTime } from "./fetch-in-time";
import { inThisTab, onDevice, type KeptTexts } from "../browser/kept-texts";

export { Attempt, canDigest, factsOf, newMutationId, sha256Of } from "../../../../clients/typescript/src";
export type { FileFacts, Keep, State, StoredSession } from "../../../../clients/typescript/src";

export const store = amongCopies(browserStore("redress", onDevice, inThisTab));

/** The server of these pages, as the person signed in here, in all tabs. */
export const redress = new Redress({ url: location.origin, locale: getLanguage, store, fetch: fetchInTime });
export const { session } = redress;

/** The server names its files by its public address; where the pages are open under another of its names they may reach that alone. */
export function here(address: string): string {
  const { pathname, search } = new URL(address, location.origin);
  return location.origin + pathname + search;
}

/** The session ends with this tab, so nothing of it is left on the device. */
export const isOnlyInThisTab = (): boolean => inThisTab.getItem(store.name) !== null;

/** Where what a person has begun is kept: with their session. */
export const ownStorage = (): KeptTexts => (isOnlyInThisTab() ? inThisTab : onDevice);
