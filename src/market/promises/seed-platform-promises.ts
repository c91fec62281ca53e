import type { Tx } from "../../platform/database/tx";
import { createPlatformVersion } from "./create-platform-version";
import { PlatformPromise } from "./platform-promise.types";
import { PLATFORM_PROMISES } from "./platform-promises.table";
import { platformVersions } from "./promise.queries";

/** Adds the missing promises of the platform; safe to run twice. They bind every order that is placed from then on. */
export async function seedPlatformPromises(tx: Tx): Promise<void> {
  const known = new Set((await platformVersions(tx)).map(({ platformPromise }) => platformPromise));
  for (const each of Object.values(PlatformPromise).filter((one) => !known.has(one))) {
    const { kind, text } = PLATFORM_PROMISES[each];
    createPlatformVersion(tx, { platformPromise: each, kind }, { text, publishedById: null, effectiveFrom: 0 });
  }
}
