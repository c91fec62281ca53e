import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { useClient, useQuery, type AnyVariables, type Client, type CombinedError, type TypedDocumentNode } from "urql";
import { onReached, tellDoubt, tellState } from "./connection-state";
import type { State } from "./redress";
import { refusalOf, type Refusal } from "./refusal";
import type { Read } from "./use-read";

interface Live<Data, Variables extends AnyVariables, Update, UpdateVariables extends AnyVariables> {
  /** The data that the page shows: read once, and again only when the server reports that updates were lost. */
  query: TypedDocumentNode<Data, Variables>;
  variables: Variables;
  /** The cursor at which a snapshot was taken; null while there is nothing to follow. */
  cursorOf: (data: Data) => string | null | undefined;
  /** Takes `$after: String`, selects `cursor caughtUp`. Objects selected with an `id` replace those shown. */
  updates: TypedDocumentNode<Update, UpdateVariables>;
  updateVariables: Omit<UpdateVariables, "after">;
  /** For changes that the cache cannot know of, such as a new member of a list. */
  onUpdate?: ((update: Update) => void) | undefined;
  pause?: boolean;
}

/** Takes a snapshot, then follows: nothing in between is lost, and after a broken connection the stream continues where it was. */
export function useLive<Data, Variables extends AnyVariables, Update, UpdateVariables extends AnyVariables>(
  live: Live<Data, Variables, Update, UpdateVariables>,
): Read<Data> {
  const { query, variables, pause = false } = live;
  const [result, readAgain] = useQuery({ query, variables, pause });
  const cursor = (result.data && live.cursorOf(result.data)) ?? null;
  const { ended, begin } = useFollow({
    updates: live.updates,
    variables: live.updateVariables,
    pause: pause || cursor === null,
    after: cursor,
    onUpdate: live.onUpdate,
    readAgain: async (client) => {
      const answer = await client.query(query, variables, { requestPolicy: "network-only" }).toPromise();
      // The stream decides by the errors' codes, as if they were its own.
      if (answer.error)
        // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- the stream expects the errors unchanged
        return Promise.reject(answer.error.graphQLErrors[0] ? answer.error.graphQLErrors : answer.error);
      return (answer.data && live.cursorOf(answer.data)) ?? null;
    },
  });
  const hasEnded = ended !== null;
  return {
    data: result.data,
    fetching: result.fetching,
    refusal: refusalOf(result.error) ?? ended,
    onAgain: useCallback(
      () => (hasEnded ? begin() : readAgain({ requestPolicy: "network-only" })),
      [hasEnded, begin, readAgain],
    ),
  };
}

interface Follow<Update, Variables extends AnyVariables> {
  updates: TypedDocumentNode<Update, Variables>;
  variables: Omit<Variables, "after">;
  /** Where to begin; null: now. Later values are ignored: the stream keeps its own position. */
  after: string | null;
  pause?: boolean;
  onUpdate?: ((update: Update) => void) | undefined;
  /** Reads again when the server reports that this stream cannot continue, and returns the cursor; without it the stream begins now. */
  readAgain?: (client: Client) => Promise<string | null>;
}

/** A live stream for as long as the component is mounted; why it has ended for good, and how to begin anew. */
export function useFollow<Update, Variables extends AnyVariables>(
  follow: Follow<Update, Variables>,
): { ended: Refusal | null; begin: () => void } {
  const client = useClient();
  const { updates, variables, pause = false } = follow;
  const key = JSON.stringify(variables);
  const [ended, setEnded] = useState<Refusal | null>(null);
  const [times, setTimes] = useState(1);
  const begin = useCallback(() => setTimes((before) => before + 1), []);
  const begun = useRef<{ client: Client; key: string } | null>(null);
  // Begun anew it reads again where it can: much may have happened since, and until another client, or who asks with other variables, has
  // an answer, the place is still that of the answer before.
  const first = useEffectEvent(() => {
    begun.current ??= { client, key };
    const anew = times > 1 || begun.current.client !== client || begun.current.key !== key;
    return { ...variables, after: anew && follow.readAgain ? null : follow.after } as unknown as Variables;
  });
  const onUpdate = useEffectEvent((update: Update) => follow.onUpdate?.(update));
  const readAgain = useEffectEvent(async () => (await follow.readAgain?.(client)) ?? null);

  useEffect(() => {
    if (pause) return;
    const stream = Symbol("stream");
    let [closed, lived, over] = [false, false, false];
    // That it has been closed here comes after the closing, and is nothing to tell.
    const onState = (state: State): void => {
      if (closed) return;
      lived ||= state === "LIVE";
      over = state === "ENDED";
      tellState(stream, state);
      // It could be followed before: a right has ended, on which more may rest than this.
      if (over && lived) tellDoubt();
    };
    const context = { snapshot: () => readAgain(), onState };
    const subscription = client
      .subscription(updates, first(), context)
      .subscribe(({ data, error }: { data?: Update; error?: CombinedError }) => {
        // With why it is over the library hands out the last update once more.
        if (data && !over) onUpdate(data);
        else if (error) setEnded(refusalOf(error));
      });
    return () => {
      closed = true;
      subscription.unsubscribe();
      tellState(stream, null);
      setEnded(null);
    };
  }, [client, updates, key, pause, times]);
  useEffect(() => (ended ? onReached(begin) : undefined), [ended, begin]);
  return { ended, begin };
}
