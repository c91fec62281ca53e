import type { ENUM_LABELS } from "./enums";
import type { labelOf } from "./labels";

type ValueOf<Name extends keyof typeof ENUM_LABELS> = keyof (typeof ENUM_LABELS)[Name];

/** What a promise is about in a word: which of the platform's own, otherwise the kind of the provider's. */
export const promiseName = (
  { platformPromise }: { platformPromise?: ValueOf<"PlatformPromise"> | null },
  kind: ValueOf<"PromiseKind">,
  label: typeof labelOf,
): string => (platformPromise ? label("PlatformPromise", platformPromise) : label("PromiseKind", kind));
