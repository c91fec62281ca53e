import { Client, fetchExchange } from "urql";
import { liveExchange } from "../../../../clients/typescript/src/urql";
import { normalisedCache } from "./cache";
import { onDoubt, onReached } from "./connection-state";
import { fetchFirst } from "./first-answers";
import { keptReads } from "./kept-reads";
import { openLive } from "./open-live";
import { offlineReads } from "./offline";
import { isOnlyInThisTab, redress, store } from "./redress";

export interface Api {
  /** Whose it is; null: a visitor's. */
  accountId: string | null;
  client: Client;
  close(): void;
}

/** One person's cache in one language: another person, or another language, starts with an empty one. */
export function openApi(language: string): Api {
  const accountId = redress.session.current?.accountId ?? null;
  // What the device keeps is its own person's: a session of this tab, and who has ended it, neither add to it nor erase it.
  const isOfDevice = !isOnlyInThisTab() && (store.read()?.accountId ?? null) === accountId;
  const offline = offlineReads(isOfDevice ? keptReads(accountId ? { accountId, language } : null) : null);
  const live = openLive();
  const wake = (): void => live.wake();
  const wakeWhenSeen = (): void => void (document.visibilityState === "visible" && live.wake());
  addEventListener("online", wake);
  document.addEventListener("visibilitychange", wakeWhenSeen);
  const stops = [onReached(offline.again), onDoubt(offline.readAgain)];
  const client = new Client({
    url: "/graphql",
    fetch: fetchFirst,
    preferGetMethod: false,
    requestPolicy: "cache-and-network",
    exchanges: [offline.exchange, normalisedCache(), fetchExchange, liveExchange(live)],
  });
  return {
    accountId,
    client,
    close() {
      stops.forEach((stop) => stop());
      offline.close();
      removeEventListener("online", wake);
      document.removeEventListener("visibilitychange", wakeWhenSeen);
      void live.close();
    },
  };
}
