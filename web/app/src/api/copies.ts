import type { SessionStore, StoredSession } from "../../../../clients/typescript/src";
import { inThisTab } from "../browser/kept-texts";

/** Which sign-in it comes of, and what became of it. */
type Copy = [of: string, session: StoredSession];

/** A tab that is in front answers at once. */
const ANSWER_MS = 250;

/**
 * A tab that is duplicated brings a copy of the session that is kept for it alone. Of two that refresh one by themselves the server takes one for a
 * thief, and ends it: so each tells the others what it has, and whoever has an earlier one of the same takes it.
 */
export function amongCopies(store: SessionStore): SessionStore {
  const ofKey = `${store.name}.of`;
  const copies = new BroadcastChannel(ofKey);
  const ownOfTab = (): StoredSession | null => (inThisTab.getItem(store.name) === null ? null : store.read());
  const tell = (session: StoredSession): void => {
    const of = inThisTab.getItem(ofKey);
    // Nobody has a copy of one from before sign-ins had names.
    if (of !== null) copies.postMessage([of, session] satisfies Copy);
  };
  return {
    ...store,
    async write(session, keep) {
      await store.write(session, keep);
      if (keep === "tab") inThisTab.setItem(ofKey, String(Math.random()));
      if (session && ownOfTab()) tell(session);
    },
    async catchUp() {
      const mine = ownOfTab();
      if (!mine) return;
      tell(mine);
      await new Promise((done) => setTimeout(done, ANSWER_MS));
    },
    onChange(listener) {
      store.onChange?.(listener);
      // Whoever goes back to a page as it was is told of nothing that happened meanwhile, or too late.
      addEventListener("pageshow", ({ persisted }) => persisted && listener());
      copies.addEventListener("message", ({ data: [of, theirs] }: MessageEvent<Copy>) => {
        const mine = ownOfTab();
        if (!mine || of !== inThisTab.getItem(ofKey)) return;
        const later = Date.parse(theirs.accessTokenExpiresAt) - Date.parse(mine.accessTokenExpiresAt);
        if (later < 0) tell(mine);
        if (later <= 0) return;
        void store.write(theirs);
        listener();
      });
    },
  };
}
