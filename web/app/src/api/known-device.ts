const KEY = "redress.devices";
/** How many people who share a device are remembered. */
const MOST = 10;

/** Logins are arbitrary text, so they are looked up in a map. */
const read = (): Map<string, string> =>
  new Map(Object.entries(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Record<string, string>));
const fold = (login: string): string => login.normalize("NFKC").toLowerCase();

/** Proof that this account has signed in here before, so that people who guess its password cannot lock it out. Kept after signing out. */
export const knownDevice = (login: string): string | null => read().get(fold(login)) ?? null;

export function keepDevice(login: string, token: string): void {
  const others = [...read()].filter(([each]) => each !== fold(login));
  const kept = [...others, [fold(login), token]].slice(-MOST);
  localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(kept)));
}
