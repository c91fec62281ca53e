import type { Client } from "graphql-ws";
import { PATIENCE_MS } from "../support/eventually";
import { openSocket, type GqlError, type Person } from "../support/world";

export interface SocketAnswer {
  data?: Record<string, unknown> | null;
  errors?: GqlError[];
}

/** Theirs, for one operation after the other; connecting costs more than most of what is then refused. */
export const socketOf = ({ url, token }: Person): Client =>
  openSocket(url, token, { locale: "en" }, { lazyCloseTimeout: PATIENCE_MS });

/** One operation over a websocket: its first result, or the errors it was refused with. Rejects when the socket closes instead. */
export function once(client: Client, query: string, variables: Record<string, unknown> = {}): Promise<SocketAnswer> {
  return new Promise((answered, failed) => {
    let answer: SocketAnswer | undefined;
    client.subscribe<Record<string, unknown>>(
      { query, variables },
      {
        next: (result) => (answer ??= result as unknown as SocketAnswer),
        // A refusal before execution comes as the protocol's "error" message: a list of errors.
        error: (reason: unknown) => {
          if (Array.isArray(reason)) answered({ errors: reason as GqlError[] });
          else failed(Object.assign(new Error("the socket closed"), { code: (reason as { code?: number }).code }));
        },
        complete: () => (answer ? answered(answer) : failed(new Error("completed without a result"))),
      },
    );
  });
}
