import { clear, createStore, delMany, entries, get, set } from "idb-keyval";

/** What a query brought, and when. */
export interface KeptRead {
  at: number;
  data: unknown;
}

interface Stored {
  at: number;
  /** As JSON, whose size is known. */
  json: string;
}

export interface KeptReads {
  read(name: string): Promise<KeptRead | null>;
  write(name: string, read: KeptRead): Promise<void>;
}

const DAY_MS = 86_400_000;
const LONGEST_MS = 7 * DAY_MS;
const MOST = 80;
const LARGEST = 300_000;
/** In between there may be so many more. */
const TIDIED_EVERY = 20;

const disk = createStore("redress-reads", "reads");

/**
 * On this device, for one person in one language; whatever was kept for anybody else is erased first. A device without storage keeps
 * nothing, and reading goes on without it.
 */
export function keptReads(owner: { accountId: string; language: string } | null): KeptReads | null {
  if (!owner) {
    void clear(disk).catch(() => undefined);
    return null;
  }
  const person = `${owner.accountId} `;
  const prefix = `${person}${owner.language} `;
  const ready = tidy(person);
  ready.catch(() => undefined);
  let written = 0;
  return {
    async read(name) {
      try {
        await ready;
        const stored = await get<Stored>(prefix + name, disk);
        return stored && Date.now() - stored.at < LONGEST_MS
          ? { at: stored.at, data: JSON.parse(stored.json) as unknown }
          : null;
      } catch {
        return null;
      }
    },
    async write(name, { at, data }) {
      const json = JSON.stringify(data);
      if (json.length > LARGEST) return;
      try {
        await ready;
        await set(prefix + name, { at, json } satisfies Stored, disk);
        if ((written += 1) % TIDIED_EVERY === 0) await tidy(person);
      } catch {
        // Full, or not there.
      }
    },
  };
}

/** Erases what is another person's, too old, or too much. */
async function tidy(person: string): Promise<void> {
  const all = await entries<string, Stored>(disk);
  const newest = all.sort(([, a], [, b]) => b.at - a.at);
  const own = newest.filter(([key, { at }]) => key.startsWith(person) && Date.now() - at < LONGEST_MS).slice(0, MOST);
  const stay = new Set(own.map(([key]) => key));
  const gone = all.filter(([key]) => !stay.has(key)).map(([key]) => key);
  if (gone.length > 0) await delMany(gone, disk);
}
