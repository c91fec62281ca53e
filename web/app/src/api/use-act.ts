import { useCallback, useState } from "react";
import { useClient, type TypedDocumentNode } from "urql";
import { Attempt, session } from "./redress";
import { refusalOf, type Refusal } from "./refusal";

type WithoutId<Input> = Omit<Input, "clientMutationId">;

/** Takes what was sent and not answered, to send it again to the letter; `mayHaveArrived`: there was a network. Returns whether it did. */
type TakeOver<Input> = (input: Input, mayHaveArrived: boolean) => boolean;

const attempts = new Map<string, Attempt>();

function attemptAt(place: string): Attempt {
  const attempt = attempts.get(place) ?? new Attempt();
  attempts.set(place, attempt);
  return attempt;
}

/**
 * A mutation that a person starts: pressing again while its result is unknown does not do it twice. With `place` neither where the form was
 * closed and opened again in between.
 */
export function useAct<Data, Input extends { clientMutationId?: string | null }>(
  document: TypedDocumentNode<Data, { input: Input }>,
  place?: string,
) {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [attempt] = useState(() => (place === undefined ? new Attempt() : attemptAt(place)));

  const act = useCallback(
    async (input: WithoutId<Input>, takeOver?: TakeOver<Input>): Promise<Data | null> => {
      setBusy(true);
      setRefusal(null);
      const full = { ...input, clientMutationId: attempt.idFor(input) } as Input;
      const mayHaveArrived = navigator.onLine;
      const sender = session.current?.accountId;
      const { data, error } = await client.mutation(document, { input: full }).toPromise();
      // The answer is not for whoever is here now.
      if (session.current?.accountId !== sender) return null;
      setBusy(false);
      const refused = refusalOf(error);
      const taken = refused?.code === "UNREACHABLE" && takeOver?.(full, mayHaveArrived);
      attempt.settle(taken ? null : refused);
      setRefusal(taken ? null : refused);
      return refused ? null : (data ?? null);
    },
    [attempt, client, document],
  );
  return { act, busy, refusal, forget: useCallback(() => setRefusal(null), []) };
}
