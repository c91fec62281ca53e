import { createHash } from "node:crypto";
import { canonicalJson } from "../../platform/secrets/canonical-json.pure";
import type { PromiseVersion } from "./promise-version.entity";

type Content = Pick<PromiseVersion, "promiseId" | "version" | "kind" | "text" | "terms"> &
  Partial<Pick<PromiseVersion, "platformPromise" | "bilingual" | "effectiveFrom">>;

/**
 * The seal of a promise version: SHA-256, lower-case hex, over the UTF-8 bytes of the canonical JSON of
 * `{ promiseId, version, kind, text, terms }`, where `terms` contains the given terms and no nulls. Canonical as in RFC 8785:
 * keys sorted, no white space, numbers in their shortest form. Anyone can recompute it from what the API shows. The platform's own
 * promises are sealed with which one it is, both languages and their beginning.
 */
export function promiseDigest({ promiseId, version, kind, text, terms, ...rest }: Content): string {
  const { platformPromise, bilingual, effectiveFrom } = rest;
  const ofPlatform = platformPromise ? { platformPromise, bilingual, effectiveFrom } : {};
  return createHash("sha256")
    .update(canonicalJson({ promiseId, version, kind, text, terms, ...ofPlatform }))
    .digest("hex");
}
