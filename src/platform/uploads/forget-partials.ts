import type { Reader } from "../database/reader";
import { itemFailed } from "../database/sweep-due";
import type { SweptServices } from "../graphql/context";
import { MINUTE } from "../time";
import { UPLOAD_FOR } from "./file-links";

/** Longer than a last part that began in time can take. */
const LAST_PART = 5 * MINUTE;
const AT_ONCE = 200;

/** Those of the keys whose files were announced later than `since` and have not arrived. */
export type StillAwaited = (reader: Reader, keys: readonly string[], since: number) => Promise<string[]>;

/** Deletes the parts of a file once its address has expired, on every node that has them. */
export async function forgetPartials(services: SweptServices, desks: readonly StillAwaited[]): Promise<void> {
  const { database, storage, clock, log } = services;
  const keys = await storage.partials().catch((error: unknown) => {
    // An unreachable storage must not hold up what falls due automatically.
    itemFailed(log, error, {}, "incomplete files could not be listed");
    return [];
  });
  const since = clock.now() - UPLOAD_FOR - LAST_PART;
  for (let at = 0; at < keys.length; at += AT_ONCE) {
    const some = keys.slice(at, at + AT_ONCE);
    const awaited = new Set<string>();
    for (const desk of desks) for (const key of await desk(database, some, since)) awaited.add(key);
    for (const key of some) if (!awaited.has(key)) await storage.discard(key);
  }
}
