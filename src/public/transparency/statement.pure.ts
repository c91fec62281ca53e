import type { Bilingual } from "../../platform/graphql/bilingual";
import type { BreachClass } from "../../case/complaints/complaint.lifecycle";
import type { PenaltyKind } from "../../adjudication/measures/penalty-kind.types";
import type { PenaltyCause } from "../../adjudication/penalties/standing.pure";
import { dateOf } from "../../platform/time";
import { endDatesOf, restrictionOf } from "./restriction.pure";

/** The facts of a measure when it begins, with texts free of personal data. */
export interface StatementFacts {
  penaltyId: string;
  kind: PenaltyKind;
  cause: PenaltyCause;
  /** Whether it concerns one listing, not the whole provider. */
  isOfListing: boolean;
  startsAt: number;
  /** null when it does not end automatically. */
  endsAt: number | null;
  amount: { amount: number; currency: string } | null;
  reason: string;
  breachClass: BreachClass;
  /** The kinds of promises found broken. */
  promiseKinds: readonly string[];
  rules: readonly { code: string; version: number; title: Bilingual; text: Bilingual }[];
  publicText: string;
  /** Since when the platform has hosted what is restricted: the listing, or the provider with all its listings. */
  hostedSince: number;
}

/** A statement of reasons with the names of the DSA Transparency Database; see statement.schema.json. */
export type Statement = Record<string, string | string[]>;

/** The statement of a measure; null when it is no restriction. `category` is the ruling's, as shown to the parties. */
export function toStatement(facts: StatementFacts, category: string): Statement | null {
  const restriction = restrictionOf(facts);
  if (!restriction) return null;
  const { startsAt, endsAt, rules, promiseKinds } = facts;
  return {
    ...restriction,
    ...(endsAt === null ? {} : endDatesOf(restriction, dateOf(Math.max(startsAt, endsAt)))),
    account_type: "ACCOUNT_TYPE_BUSINESS",
    decision_facts: atMost(5_000, factsInWords(facts)),
    decision_ground: "DECISION_GROUND_INCOMPATIBLE_CONTENT",
    incompatible_content_ground: atMost(
      500,
      rules.map(({ code, version, title }) => `${code} (version ${version}): ${title.en}`).join("; ") ||
        "Platform rules.",
    ),
    incompatible_content_explanation: atMost(
      2_000,
      [facts.reason, ...rules.map(({ text }) => text.en)].filter((text) => text !== "").join("\n") ||
        "See decision_facts.",
    ),
    content_type: ["CONTENT_TYPE_OTHER"],
    content_type_other: "Listing of a service on a marketplace, with the promises that the provider makes about it.",
    category: `STATEMENT_CATEGORY_${category}`,
    ...(promiseKinds.length > 0 && {
      category_specification: ["KEYWORD_OTHER"],
      category_specification_other: atMost(500, `Broken promise: ${[...promiseKinds].sort().join(", ")}.`),
    }),
    territorial_scope: [...EEA],
    content_date: dateOf(Math.min(facts.hostedSince, startsAt)),
    application_date: dateOf(startsAt),
    // A complaint about broken promises is not a notice of illegal content under article 16.
    source_type: "SOURCE_TYPE_OTHER_NOTIFICATION",
    automated_detection: "No",
    automated_decision:
      facts.cause === "THRESHOLD" ? "AUTOMATED_DECISION_PARTIALLY" : "AUTOMATED_DECISION_NOT_AUTOMATED",
    puid: facts.penaltyId,
  };
}

const CAUSE_IN_WORDS: Record<PenaltyCause, string> = {
  RULING: "The ruling itself orders the measure.",
  THRESHOLD: "With this ruling the provider's points for violations reached a threshold that calls for the measure.",
  UNREMEDIED: "The provider did not pay what a final ruling ordered; the measure ends when it has.",
};

const factsInWords = ({ publicText, cause }: StatementFacts): string =>
  `A consumer complained of broken promises. Both sides were heard, and the platform ruled. ${CAUSE_IN_WORDS[cause]}\n${publicText}`;

/** All countries: a measure applies wherever the marketplace is used, and the database knows these. */
const EEA: readonly string[] =
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split(" ");

/** In characters, as the database counts: an emoji is one. */
function atMost(most: number, text: string): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join("")}…`;
}
