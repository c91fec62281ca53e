/** `tab`: forgotten when this tab is closed, and another tab may be somebody else. */
export type Keep = "tab" | "device";

const KEY = "redress.devices";
/** People who share a device. */
const MOST = 10;

/** Logins are anybody's words, so they are looked up in a map. */
const read = (storage: Storage): Map<string, string> =>
  new Map(Object.entries(JSON.parse(storage.getItem(KEY) ?? "{}") as Record<string, string>));
const fold = (login: string): string => login.normalize("NFKC").toLowerCase();

/** What says that this account was here before, so that others who guess at its password do not stand in the way. Outlives signing out. */
export const knownDevice = (login: string): string | null =>
  read(sessionStorage).get(fold(login)) ?? read(localStorage).get(fold(login)) ?? null;

export function rememberDevice(login: string, token: string | null, keep: Keep): void {
  if (token === null) return;
  const storage = keep === "tab" ? sessionStorage : localStorage;
  const others = [...read(storage)].filter(([each]) => each !== fold(login));
  const kept = [...others, [fold(login), token]].slice(-MOST);
  storage.setItem(KEY, JSON.stringify(Object.fromEntries(kept)));
}
