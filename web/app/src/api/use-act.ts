import { useCallback, useRef, useState } from "react";
import { useClient, type TypedDocumentNode } from "urql";
import { Refusal, refusalOf } from "./refusal";

/** Generates an id, also in browsers without TLS. */
export function newMutationId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

type WithoutId<Input> = Omit<Input, "clientMutationId">;

/**
 * A mutation that a person starts. While its result is unknown (no network, a server that restarts) the same attempt keeps its
 * `clientMutationId`, so pressing again does not do it twice; after a response, or with other input, it is a new attempt.
 */
export function useAct<Data, Input extends { clientMutationId?: string | null }>(
  document: TypedDocumentNode<Data, { input: Input }>,
) {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const attempt = useRef<{ id: string; input: string } | null>(null);

  const act = useCallback(
    async (input: WithoutId<Input>): Promise<Data | null> => {
      const text = JSON.stringify(input);
      if (attempt.current?.input !== text) attempt.current = { id: newMutationId(), input: text };
      setBusy(true);
      setRefusal(null);
      const full = { ...input, clientMutationId: attempt.current.id } as Input;
      const { data, error } = await client.mutation(document, { input: full }).toPromise();
      setBusy(false);
      const refused = refusalOf(error);
      if (refused?.code !== "UNREACHABLE") attempt.current = null;
      setRefusal(refused);
      return refused ? null : (data ?? null);
    },
    [client, document],
  );
  return { act, busy, refusal, forget: useCallback(() => setRefusal(null), []) };
}
