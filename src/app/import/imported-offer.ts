import type { PromiseKind } from "../../market/promises/promise-kind.types";
import type { Terms } from "../../market/promises/terms-by-kind.pure";
import { tidyLine } from "./tidy-text";

export interface ImportedListing {
  category: string;
  title: string;
}

export interface ImportedPromise {
  issue: string;
  kind: PromiseKind;
  text: string;
  terms: Terms;
}

export function listingOf(product: string, subProduct: string): ImportedListing {
  const name = product || "Other service";
  return { category: slug(name), title: tidyLine(subProduct ? `${name}: ${subProduct}` : name, 200) };
}

/**
 * Words of an issue → the kind of promise it says was broken; the first that fits. Only kinds whose terms can be given in words: for
 * PRICE, AVAILABILITY and the like we would have to invent numbers that nobody promised, so they are OTHER.
 */
const KINDS: [RegExp, PromiseKind][] = [
  [/fraud|identity|improper use|security freeze|privacy|shared? your/i, "CONFIDENTIALITY"],
  [/incorrect|false|investigation|verification|written notification|not owed|unable to get your/i, "QUALITY"],
  [/advertis|promotion|rewards?\b/i, "GIFT_OR_DISCOUNT"],
];

/** The file names what went wrong; the promise that it would not is implied, and says so. */
export function brokenPromise(issue: string, subIssue: string): ImportedPromise {
  const name = issue || "Other";
  const line = tidyLine(subIssue ? `${name}: ${subIssue}` : name, 200);
  const kind = KINDS.find(([words]) => words.test(name))?.[1] ?? "OTHER";
  return {
    issue: line,
    kind,
    text: `Implied by complaints, not the provider's own words: this does not happen here – ${line}`,
    terms: termsOf(kind, line),
  };
}

function termsOf(kind: PromiseKind, issue: string): Terms {
  if (kind === "QUALITY") return { qualityStandard: `Free of: ${issue}` };
  if (kind === "GIFT_OR_DISCOUNT") return { giftDescription: `What was advertised (${issue})` };
  return {};
}

function slug(name: string): string {
  const words = name
    .normalize("NFKD")
    .toLowerCase()
    .match(/[a-z0-9]+/g) ?? ["other"];
  return words.join("-").slice(0, 64).replace(/-$/, "");
}
