import { subscriptionExchange, type Exchange } from "@urql/core";
import type { Live, State, Stream, Why } from "./live";

/** What an operation's context may hold beside urql's own. */
interface Context {
  snapshot?: Stream["snapshot"];
  onState?: (state: State, why: Why) => void;
}

/**
 * urql's subscriptions over `openLive`. Give `snapshot` in the operation's context, to be read again when it must be:
 *
 *     client.subscription(WATCH, { id, after: cursor }, { snapshot: async () => cursorOf(await readAgain()) });
 *
 * `onState` beside it is told of CONNECTING, CATCHING_UP, LIVE, WAITING, ENDED.
 */
export const liveExchange = (live: Live): Exchange =>
  subscriptionExchange({
    forwardSubscription: ({ query = "", variables }, { context }) => ({
      subscribe(sink) {
        const { snapshot, onState } = context as Context;
        const { after = null, ...rest } = (variables ?? {}) as { after?: string | null };
        const stream = live.follow<Record<string, unknown>>({
          query,
          variables: rest,
          after,
          snapshot,
          onUpdate: ({ data, errors }) => sink.next({ data, errors }),
          onState(state, why) {
            onState?.(state, why);
            if (state !== "ENDED") return;
            if (why === null) sink.complete();
            // What a socket closed with is no error yet: it has a number, and says nothing to people.
            else
              sink.error(
                Array.isArray(why) || why instanceof Error
                  ? why
                  : new Error("The live connection has ended", { cause: why }),
              );
          },
        });
        return { unsubscribe: () => void stream.close() };
      },
    }),
  });
