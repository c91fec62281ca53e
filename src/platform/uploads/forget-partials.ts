import type { Reader } from "../database/reader";
import type { Services } from "../graphql/context";
import { logFault } from "../log-fault";
import { MINUTE } from "../time";
import { UPLOAD_FOR } from "./file-links";

/** Longer than a last part may be under way that began in time. */
const LAST_PART = 5 * MINUTE;
const AT_ONCE = 200;

/** Of these keys, those of files that were announced later than that and have not come. */
export type StillAwaited = (reader: Reader, keys: readonly string[], since: number) => Promise<string[]>;

/** What came of a file in parts goes when its address has ended, on every node that has it. */
export async function forgetPartials(services: Services, desks: readonly StillAwaited[]): Promise<void> {
  const { database, storage, clock, log } = services;
  const keys = await storage.partials().catch((error: unknown) => {
    // A storage that is away must not hold up what falls due by itself.
    logFault(log, error, {}, "incomplete files could not be listed");
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
