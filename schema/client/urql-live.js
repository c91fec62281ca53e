// @ts-check
import { subscriptionExchange } from "@urql/core";

/**
 * urql's subscriptions over the reference client. Give `snapshot` in the operation's context, to be read again when it must be:
 *
 *     client.subscription(WATCH, { id, after: cursor }, { snapshot: async () => cursorOf(await readAgain()) });
 *
 * `onState` beside it is told of CONNECTING, CATCHING_UP, LIVE, WAITING, ENDED.
 *
 * @param {ReturnType<typeof import("./live-client.js").openLive>} live
 */
export const liveExchange = (live) =>
  subscriptionExchange({
    forwardSubscription: ({ query = "", variables }, { context }) => ({
      subscribe(sink) {
        const { after = null, ...rest } = variables ?? {};
        const stream = live.follow({
          query,
          variables: rest,
          after,
          snapshot: context.snapshot,
          onUpdate: ({ data, errors }) => sink.next({ data, errors }),
          onState(state, why) {
            context.onState?.(state, why);
            if (state !== "ENDED") return;
            if (why === null) sink.complete();
            else sink.error(Array.isArray(why) ? why : [why]);
          },
        });
        return { unsubscribe: () => void stream.close() };
      },
    }),
  });
