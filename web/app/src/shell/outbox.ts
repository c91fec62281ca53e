import { useEffect, useSyncExternalStore } from "react";
import { useClient, type Client } from "urql";
import { onReached } from "../api/connection-state";
import { isOnlyInThisTab, ownStorage, session } from "../api/redress";
import { passes, refusalOf } from "../api/refusal";
import type { SendMessageInput } from "../api/schema.generated";
import { defineText, say } from "../text/language";
import { SendWaitingMessageDocument } from "./outbox.generated";
import { inThisTab, onDevice, type KeptTexts } from "../browser/kept-texts";

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

/** What waits was written in a session of one of them: its person may have begun one of the other since. */
const PLACES = [onDevice, inThisTab];
const NONE: readonly WaitingMessage[] = [];
const listeners = new Set<() => void>();
let last = { text: "", messages: NONE };
let sending = false;
let later: ReturnType<typeof setTimeout> | undefined;
/** The present page's: a change of the language, or of the person, brings another. */
let client: Client | null = null;

const keyOf = (accountId: string, name: string): string => `${PREFIX}${accountId} ${name}`;
const nameOf = ({ input }: WaitingMessage): string => input.clientMutationId ?? "";

function read(): readonly WaitingMessage[] {
  const accountId = session.current?.accountId;
  const texts = accountId
    ? PLACES.flatMap((place) =>
        [...new Set(place.keys())].flatMap((key) =>
          key.startsWith(keyOf(accountId, "")) ? (place.getItem(key) ?? []) : [],
        ),
      )
    : [];
  const text = texts.join("\n");
  // The same list while nothing changes.
  if (text !== last.text) {
    const messages = texts.map((each) => JSON.parse(each) as WaitingMessage).sort((a, b) => a.since - b.since);
    last = { text, messages: messages.length > 0 ? messages : NONE };
  }
  return last.messages;
}

/** Each by itself: of a list that two tabs write at the same moment one would lose what the other has added. */
function write(place: KeptTexts, key: string, message: WaitingMessage | null): void {
  if (message) place.setItem(key, JSON.stringify(message));
  else place.removeItem(key);
  listeners.forEach((tell) => tell());
}

/** What was taken back meanwhile, or sent by another tab, stays away. */
function change(message: WaitingMessage, to: WaitingMessage | null): void {
  const key = keyOf(session.current?.accountId ?? "", nameOf(message));
  for (const place of PLACES) if (place.getItem(key) !== null) write(place, key, to);
}

/** Returns whether there is room for it. */
export function letWait(input: SendMessageInput, mayHaveArrived: boolean): boolean {
  const accountId = session.current?.accountId;
  if (!accountId || read().length >= MOST) return false;
  const message = { input, since: Date.now(), mayHaveArrived, refusal: null };
  write(ownStorage(), keyOf(accountId, nameOf(message)), message);
  // One connection may have broken that nothing else tells of: the streams go on.
  if (navigator.onLine) void sendWaiting();
  return true;
}

/** It is not sent, or not tried any longer. */
export const takeBack = (message: WaitingMessage): void => change(message, null);

/** Erases what waits for other people who had signed in here. */
function forgetOthers(accountId: string): void {
  for (const key of onDevice.keys())
    if (key.startsWith(PREFIX) && !key.startsWith(PREFIX + accountId)) onDevice.removeItem(key);
}

/** What earlier pages kept as one list. */
function divide(accountId: string): void {
  for (const place of PLACES) {
    const list = JSON.parse(place.getItem(PREFIX + accountId) ?? "[]") as WaitingMessage[];
    for (const message of list) write(place, keyOf(accountId, nameOf(message)), message);
    place.removeItem(PREFIX + accountId);
  }
}

const next = (): WaitingMessage | undefined => read().find(({ refusal }) => refusal === null);

/** One after the other, until the server cannot be reached. Of several tabs each may try: by its name a message is done once. */
async function sendWaiting(): Promise<void> {
  if (sending || !client) return;
  sending = true;
  try {
    const accountId = session.current?.accountId;
    // Another person may have signed in in the meantime.
    for (let message = next(); message && session.current?.accountId === accountId; message = next())
      if (!(await sent(client, message))) break;
  } finally {
    sending = false;
    tryLater();
  }
}

/** While something waits it is tried, whatever this tab is told of the network, and whichever tab let it wait. */
function tryLater(): void {
  if (later !== undefined || !next()) return;
  later = setTimeout(() => {
    later = undefined;
    void sendWaiting();
  }, PAUSE_MS);
}

async function sent(client: Client, message: WaitingMessage): Promise<boolean> {
  const { input, since } = message;
  if (Date.now() - since > LONGEST_MS) {
    change(message, { ...message, refusal: say(text, "tooOld") });
    return true;
  }
  const tried = navigator.onLine ? { ...message, mayHaveArrived: true } : message;
  change(message, tried);
  const { error } = await client.mutation(SendWaitingMessageDocument, { input }).toPromise();
  const refusal = refusalOf(error);
  if (refusal && passes(refusal)) return false;
  change(message, refusal && { ...tried, refusal: refusal.message });
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
    divide(accountId);
    void sendWaiting();
    const stops = [onReached(() => void sendWaiting()), subscribe(tryLater)];
    return () => stops.forEach((stop) => stop());
  }, [present, accountId]);
}

export const useWaiting = (): readonly WaitingMessage[] => useSyncExternalStore(subscribe, read);
