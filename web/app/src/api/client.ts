import { authExchange } from "@urql/exchange-auth";
import { Client, fetchExchange } from "urql";
import { openLive } from "../../../../schema/client/live-client.js";
import { liveExchange } from "../../../../schema/client/urql-live.js";
import { getLanguage } from "../text/language";
import { normalisedCache } from "./cache";
import { Refusal } from "./refusal";
import { fetchAndLearn } from "./server-clock";
import { accessToken, getSession, isEnding } from "./session";

export interface Api {
  client: Client;
  close(): void;
}

/** One person's cache in one language: another person, or another language, starts with an empty one. */
export function openApi(): Api {
  const live = openLive({
    url: location.origin.replace(/^http/, "ws") + "/graphql",
    token: (refused) => accessToken(refused ? getSession()?.accessToken : null),
    locale: getLanguage(),
  });
  const wake = (): void => live.wake();
  const wakeWhenSeen = (): void => void (document.visibilityState === "visible" && live.wake());
  addEventListener("online", wake);
  document.addEventListener("visibilitychange", wakeWhenSeen);
  const client = new Client({
    url: "/graphql",
    fetch: fetchAndLearn,
    preferGetMethod: false,
    requestPolicy: "cache-and-network",
    fetchOptions: { headers: { "accept-language": getLanguage() } },
    exchanges: [normalisedCache(), authentication(), fetchExchange, liveExchange(live)],
  });
  return {
    client,
    close() {
      removeEventListener("online", wake);
      document.removeEventListener("visibilitychange", wakeWhenSeen);
      void live.close();
    },
  };
}

const authentication = () =>
  authExchange(async (utils) => {
    let token = getSession()?.accessToken ?? null;
    return {
      addAuthToOperation: (operation) =>
        token ? utils.appendHeaders(operation, { authorization: `Bearer ${token}` }) : operation,
      willAuthError() {
        const session = getSession();
        // Another tab may have refreshed it.
        token = session?.accessToken ?? null;
        return session !== null && isEnding(session);
      },
      didAuthError: ({ graphQLErrors }) =>
        graphQLErrors.some(({ extensions }) =>
          ["TOKEN_EXPIRED", "UNAUTHENTICATED"].includes(extensions.code as string),
        ),
      async refreshAuth() {
        try {
          token = await accessToken(token);
        } catch (error) {
          // The server cannot be reached: the person stays signed in, and the request itself fails.
          if (!(error instanceof Refusal)) throw error;
        }
      },
    };
  });
