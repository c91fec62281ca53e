import type { PlatformPromise, PromiseKind } from "../api/schema.generated";
import type { labelOf } from "./labels";

/** What a promise is about in a word: which of the platform's own, otherwise the kind of the provider's. */
export const promiseName = (
  { platformPromise }: { platformPromise?: PlatformPromise | null },
  kind: PromiseKind,
  label: typeof labelOf,
): string => (platformPromise ? label("PlatformPromise", platformPromise) : label("PromiseKind", kind));
