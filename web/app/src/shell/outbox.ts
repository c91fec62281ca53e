import { useEffect, useSyncExternalStore } from "react";
import { useClient, type Client } from "urql";
import { onReached } from "../api/connection-state";
import { isOnlyInThisTab, ownStorage, session } from "../api/redress";
import { passes, refusalOf } from "../api/refusal";
import type { SendMessageInput } from "../api/schema.generated";
import { defineText, say } from "../text/language";
import { SendWaitingMessageDocument } from "./outbox.generated";
import { onDevice } from "../browser/kept-texts";

const text = defineText("outbox", {
  en: { tooOld: "This waited too long to be sent by itself. Look whether it is in the conversation." },
  zh: { tooOld: "等待时间过长，不再自动发送。请查看是否已出现在沟通中。" },
});

/** A message without an answer from the server. It is repeated to the letter, and therefore done once. */
export interface WaitingMessage {
  input: SendMessageInput;
  since: number;
  /** There was a network when it was sent: it may have arrived, so it cannot be taken back. */
  mayHaveArrived: boolean;
  /** Why the server does not take it. */
  refusal: string | null;
}

const PREFIX = "redress.waiting ";
const MOST = 50;
/** For seven days the server knows what it has done, by its name. */
const LONGEST_MS = 6 * 86_400_000;
const PAUSE_MS = 20_000;

const NONE: readonly WaitingMessage[] = [];
const listeners = new Set<() => void>();
let last = { text: "", messages: NONE };
let sending = false;
/** The present page's: a change of the language, or of the person, brings another. */
let client: Client | null = null;

const keyOf = (accountId: string): string => PREFIX + accountId;

function read(): readonly WaitingMessage[] {
  const accountId = session.current?.accountId;
  const text = (accountId && ownStorage().getItem(keyOf(accountId))) || "";
  // The same list while nothing changes.
  if (text !== last.text) last = { text, messages: text ? (JSON.parse(text) as WaitingMessage[]) : NONE };
  return last.messages;
}

function write(messages: readonly WaitingMessage[]): void {
  const accountId = session.current?.accountId;
  if (!accountId) return;
  if (messages.length > 0) ownStorage().setItem(keyOf(accountId), JSON.stringify(messages));
  else ownStorage().removeItem(keyOf(accountId));
  listeners.forEach((tell) => tell());
}

const nameOf = ({ input }: WaitingMessage): string => input.clientMutationId ?? "";

const change = (name: string, to: WaitingMessage | null): void =>
  write(read().flatMap((each) => (nameOf(each) !== name ? [each] : to ? [to] : [])));

/** Returns whether there is room for it. */
export function letWait(input: SendMessageInput, mayHaveArrived: boolean): boolean {
  const waiting = read();
  if (waiting.length >= MOST) return false;
  write([...waiting, { input, since: Date.now(), mayHaveArrived, refusal: null }]);
  return true;
}

/** It is not sent, or not tried any longer. */
export const takeBack = (message: WaitingMessage): void => change(nameOf(message), null);

/** Erases what waits for other people who had signed in here. */
function forgetOthers(accountId: string): void {
  for (const key of onDevice.keys()) if (key.startsWith(PREFIX) && key !== keyOf(accountId)) onDevice.removeItem(key);
}

/** One after the other, until the server cannot be reached. Of several tabs each may try: by its name a message is done once. */
async function sendWaiting(): Promise<void> {
  if (sending || !client) return;
  sending = true;
  try {
    const accountId = session.current?.accountId;
    for (const message of read()) {
      // Another person may have signed in in the meantime.
      if (session.current?.accountId !== accountId) break;
      if (message.refusal === null && !(await sent(client, message))) break;
    }
  } finally {
    sending = false;
  }
}

async function sent(client: Client, message: WaitingMessage): Promise<boolean> {
  const { input, since } = message;
  if (Date.now() - since > LONGEST_MS) {
    change(nameOf(message), { ...message, refusal: say(text, "tooOld") });
    return true;
  }
  const { error } = await client.mutation(SendWaitingMessageDocument, { input }).toPromise();
  const refusal = refusalOf(error);
  if (refusal && passes(refusal)) {
    if (navigator.onLine) setTimeout(() => void sendWaiting(), PAUSE_MS);
    return false;
  }
  change(nameOf(message), refusal && { ...message, refusal: refusal.message });
  return true;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    removeEventListener("storage", listener);
  };
}

/** Sends what waits for this person whenever the server may be reached. */
export function useOutbox(accountId: string | undefined): void {
  const present = useClient();
  useEffect(() => {
    if (!accountId) return undefined;
    client = present;
    // A session of this tab is not the device's: whoever is signed in there keeps what waits.
    if (!isOnlyInThisTab()) forgetOthers(accountId);
    void sendWaiting();
    return onReached(() => void sendWaiting());
  }, [present, accountId]);
}

export const useWaiting = (): readonly WaitingMessage[] => useSyncExternalStore(subscribe, read);
