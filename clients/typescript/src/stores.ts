/** The person signed in. The refresh token changes at each refresh: a copy of it stops working. */
export interface StoredSession {
  accountId: string;
  accessToken: string;
  accessTokenExpiresAt: string;
  refreshToken: string;
  /** It began at an identity provider, where one may want to sign out too. */
  isOutside?: boolean | undefined;
}

/** `tab`: discarded when this tab is closed; another tab may hold another person's session. */
export type Keep = "tab" | "device";

/** Where a session is kept. Whoever reads the same store shares the session, and refreshes it once. */
export interface SessionStore {
  /** The lock under which it is refreshed: of one session its own, else people wait for each other. */
  readonly name: string;
  read(): StoredSession | null;
  /** Without `keep` (a refresh, a sign-out) it stays where it was. Saved when the promise resolves. */
  write(session: StoredSession | null, keep?: Keep): void | Promise<void>;
  /** Calls back when somebody else, another tab, has written. */
  onChange?(listener: () => void): void;
  /** Before a refresh: takes what others who hold a copy of the session, and cannot write here, have made of it. */
  catchUp?(): Promise<void>;
  /** Proof that this account has signed in here before, so that people who guess its password cannot lock it out. */
  device?(login: string): string | null;
  keepDevice?(login: string, token: string): void;
}

let made = 0;

/** For as long as the program runs. Pass one to several clients that are the same person. */
export function memoryStore(): SessionStore {
  let session: StoredSession | null = null;
  return {
    name: `redress.session.${(made += 1)}`,
    read: () => session,
    write: (next) => void (session = next),
  };
}

/** How many people who share a device are remembered. */
const MOST_DEVICES = 10;

/** What a browser's storages do, in whose place others can stand. */
export type KeptTexts = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** In a browser: for all tabs, or for this one. */
export function browserStore(
  name = "redress",
  device: KeptTexts = localStorage,
  tab: KeptTexts = sessionStorage,
): SessionStore {
  const key = `${name}.session`;
  const devicesKey = `${name}.devices`;
  /** Logins are arbitrary text, so they are looked up in a map. */
  const devices = (): Map<string, string> =>
    new Map(Object.entries(JSON.parse(device.getItem(devicesKey) ?? "{}") as Record<string, string>));
  const fold = (login: string): string => login.normalize("NFKC").toLowerCase();
  return {
    name: key,
    read() {
      const text = tab.getItem(key) ?? device.getItem(key);
      return text === null ? null : (JSON.parse(text) as StoredSession);
    },
    write(session, keep) {
      const inTab = keep ? keep === "tab" : tab.getItem(key) !== null;
      if (keep === "device") tab.removeItem(key);
      const storage = inTab ? tab : device;
      if (session) storage.setItem(key, JSON.stringify(session));
      else storage.removeItem(key);
    },
    onChange(listener) {
      addEventListener("storage", (event) => {
        if (event.key === key && tab.getItem(key) === null) listener();
      });
    },
    device: (login) => devices().get(fold(login)) ?? null,
    keepDevice(login, token) {
      const others = [...devices()].filter(([each]) => each !== fold(login));
      const kept = [...others, [fold(login), token]].slice(-MOST_DEVICES);
      device.setItem(devicesKey, JSON.stringify(Object.fromEntries(kept)));
    },
  };
}
