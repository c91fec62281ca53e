import type { Client, Exchange, Operation, OperationResult } from "urql";
import { makeOperation } from "urql";
import { filter, fromPromise, fromValue, mergeMap, pipe, tap } from "wonka";
import { tellAsOf } from "./connection-state";
import type { KeptRead, KeptReads } from "./kept-reads";
import { refusalOf } from "./refusal";

export interface Offline {
  exchange: Exchange;
  /** Asks again what could not be read. */
  again: () => void;
  /** Asks again all that is on the screen. */
  readAgain: () => void;
  close: () => void;
}

/** They stand around the page, which is as old as what it shows itself. */
const FRAME = ["Viewer", "UnreadCount"];

/**
 * What was on the screen stays readable while the server cannot be reached: a query without an answer brings what it brought last, in this
 * tab or, where `kept` is given, on this device. Stands before the normalised cache, so that live updates are kept, too.
 */
export function offlineReads(kept: KeptReads | null): Offline {
  const shown = new Map<number, KeptRead>();
  const onScreen = new Map<number, Operation>();
  /** The queries on the screen without an answer, and from when what they show is. */
  const unanswered = new Map<number, { operation: Operation; at: number | null }>();
  let client: Client | null = null;
  let closed = false;

  function tell(): void {
    const times = [...unanswered.values()].flatMap(({ operation, at }) =>
      at === null || FRAME.includes(nameOf(operation)) ? [] : [at],
    );
    tellAsOf(unanswered.size === 0 ? null : times.length > 0 ? Math.min(...times) : "UNKNOWN");
  }

  function forget({ key }: Operation): void {
    if (unanswered.delete(key)) tell();
  }

  function follow(operation: Operation): void {
    if (operation.kind === "query") onScreen.set(operation.key, operation);
    if (operation.kind !== "teardown") return;
    onScreen.delete(operation.key);
    forget(operation);
  }

  function keep({ operation, data, stale }: OperationResult): void {
    // What only the cache says is as old as it was.
    if (stale || !data || closed) return;
    const read = { at: Date.now(), data: data as unknown };
    shown.set(operation.key, read);
    void kept?.write(fullNameOf(operation), read);
  }

  function ask(operations: Iterable<Operation>): void {
    for (const operation of operations)
      client?.reexecuteOperation(
        makeOperation(operation.kind, operation, { ...operation.context, requestPolicy: "network-only" }),
      );
  }

  async function last(result: OperationResult): Promise<OperationResult> {
    const { operation } = result;
    const before = shown.get(operation.key);
    const read = before ?? (await kept?.read(fullNameOf(operation))) ?? null;
    if (closed) return result;
    const now = shown.get(operation.key);
    // Answered while that was looked up.
    if (now && now !== before) return { ...result, data: now.data, error: undefined, stale: false };
    if (read) shown.set(operation.key, read);
    unanswered.set(operation.key, { operation, at: read?.at ?? null });
    tell();
    return read ? { ...result, data: read.data, stale: false } : result;
  }

  return {
    exchange:
      ({ client: itself, forward }) =>
      (operations) => {
        client = itself;
        return pipe(
          operations,
          tap(follow),
          forward,
          // A read was for a screen that is gone; whoever has sent something still waits for what became of it.
          filter(({ operation }) => !closed || operation.kind === "mutation"),
          mergeMap((result) => {
            if (result.operation.kind !== "query") return fromValue(result);
            if (refusalOf(result.error)?.code === "UNREACHABLE") return fromPromise(last(result));
            if (!result.stale) forget(result.operation);
            if (!result.error) keep(result);
            return fromValue(result);
          }),
        );
      },
    again: () => ask([...unanswered.values()].map(({ operation }) => operation)),
    readAgain: () => ask([...onScreen.values()]),
    close() {
      closed = true;
      unanswered.clear();
      onScreen.clear();
      tell();
    },
  };
}

function nameOf({ query }: Operation): string {
  const [definition] = query.definitions;
  return definition && "name" in definition ? (definition.name?.value ?? "") : "";
}

/** The key alone is a number, which another query might share. */
const fullNameOf = (operation: Operation): string =>
  `${nameOf(operation)} ${operation.key} ${JSON.stringify(operation.variables)}`;
