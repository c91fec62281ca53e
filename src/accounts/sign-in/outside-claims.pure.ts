import type { JWTPayload } from "jose";
import { cleanText } from "../../platform/graphql/text-field";
import type { Locale } from "../../platform/identity/actor";
import { pretendsToBePlatform } from "../account/display-name.pure";

/** `amr` of RFC 8176 with `mfa`, or `acr` for phishing-resistant sign-ins (OpenID Connect EAP ACR Values). Nothing else counts. */
export const isMultiFactor = ({ amr, acr }: JWTPayload): boolean =>
  (Array.isArray(amr) && amr.includes("mfa")) || acr === "phr" || acr === "phrh";

/** As whom they are shown: the first that may be. */
export function nameIn({ name, preferred_username: username }: JWTPayload): string {
  for (const candidate of [name, username]) {
    try {
      const cleaned = typeof candidate === "string" && cleanText(candidate, "name", { min: 1, max: 120 });
      if (cleaned && !pretendsToBePlatform(cleaned)) return cleaned;
    } catch {
      // Not a name we can show; the next one may be.
    }
  }
  return "—";
}

export const localeIn = ({ locale }: JWTPayload): Locale =>
  typeof locale === "string" && locale.startsWith("zh") ? "zh-CN" : "en";

/** The values of a claim that is one text or a list of them. */
export const valuesIn = (claim: unknown): string[] =>
  [claim].flat().filter((value): value is string => typeof value === "string");
