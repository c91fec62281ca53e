import { isOnlyInThisTab } from "./redress";
import { onDevice } from "../browser/kept-texts";

const KEY = "redress.push";

/** The person who wanted to be told in this browser. */
export const toldHere = (): string | null => onDevice.getItem(KEY);

/** A session for one tab leaves nothing behind that would tell of it. */
export const canBeTold = (): boolean =>
  "serviceWorker" in navigator && "PushManager" in window && "Notification" in window && !isOnlyInThisTab();

export interface Browser {
  endpoint: string;
  p256dh: string;
  auth: string;
}

/** Asks the reader; null when they refuse, or the browser cannot. */
export async function subscribe(publicKey: string): Promise<Browser | null> {
  if ((await Notification.requestPermission()) !== "granted") return null;
  const { pushManager } = await navigator.serviceWorker.ready;
  // One for another key cannot be changed.
  await (await pushManager.getSubscription())?.unsubscribe();
  const { endpoint, keys } = (
    await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey })
  ).toJSON();
  const { p256dh, auth } = keys ?? {};
  return endpoint && p256dh && auth ? { endpoint, p256dh, auth } : null;
}

export const rememberTold = (accountId: string): void => onDevice.setItem(KEY, accountId);

/** This browser is told of nothing any longer, whatever the server still thinks. Returns its endpoint. */
export async function unsubscribe(): Promise<string | null> {
  onDevice.removeItem(KEY);
  const registration = await navigator.serviceWorker.getRegistration();
  const subscription = await registration?.pushManager.getSubscription();
  await subscription?.unsubscribe();
  return subscription?.endpoint ?? null;
}
