import type { PenaltyKind } from "../measures/penalty-kind.types";
import type { PenaltyCause } from "../penalties/standing.pure";
import type { ReversalReason, RulingOutcome } from "../rulings/ruling-enums.types";
import type { LateClock } from "./lateness.pure";
import { redact, type KnownWords } from "./redact.pure";
import type { RegisterEntryKind } from "./register-entry-kind.types";

/*
 * What an entry says, for good: the public facts as they were known when it was entered, without the names of consumers. Times are
 * ISO 8601 in UTC with milliseconds, amounts whole minor units. Strangers read it: a field is never renamed, and `v` rises before one is.
 */

interface SaidAmount {
  amount: number;
  currency: string;
}

export interface SaidMeasure {
  kind: PenaltyKind;
  days: number | null;
  amount: SaidAmount | null;
  reason: string;
}

export interface SaidRuling {
  id: string;
  round: number;
  outcome: RulingOutcome;
  rules: string[];
  publicText: string;
  issuedAt: string;
  appealableUntil: string | null;
  finalAt: string | null;
  reversedAt: string | null;
  penalties: SaidMeasure[];
}

export interface SaidPenalty extends SaidMeasure {
  id: string;
  rulingId: string;
  cause: PenaltyCause;
  listingId: string | null;
  startsAt: string | null;
  endsAt: string | null;
}

export interface SaidLateness {
  clock: LateClock;
  dueAt: string;
  /** Of the case's id: whoever knows that finds the entry, and nobody else learns whose case it was. */
  caseSha256: string;
}

export interface Said {
  kind: RegisterEntryKind;
  happenedAt: string;
  provider: { id: string; name: string } | null;
  ruling: SaidRuling | null;
  penalty: SaidPenalty | null;
  lateness: SaidLateness | null;
  /** The id of the earlier entry that this one corrects. */
  corrects: string | null;
  because: ReversalReason | null;
}

export interface RegisterContent extends Said {
  v: 1;
  number: number;
  id: string;
  at: string;
}

export const iso = (instant: number): string => new Date(instant).toISOString();
export const isoOrNull = (instant: number | null): string | null => (instant === null ? null : iso(instant));

interface RulingFacts {
  id: string;
  providerId: string;
  round: number;
  outcome: RulingOutcome;
  publicText: string;
  issuedAt: number | null;
  appealableUntil: number | null;
  finalAt: number | null;
  reversedAt: number | null;
  measures: { penalties: readonly SaidMeasure[] };
}

/** What surrounds a ruling: the rules it cites, whom it is about, and the consumer, who is named nowhere. */
export interface Surroundings {
  providerName: string;
  consumerName: string;
  ruleCodes: readonly string[];
}

export const wordsOf = ({ providerName, consumerName }: Surroundings): KnownWords => ({
  names: [consumerName],
  allowed: [providerName],
});

/** How a ruling stood when it was issued, became final or was taken back, also when more has happened to it since. */
export function sayRuling(
  kind: "RULING" | "RULING_FINAL" | "REVERSAL",
  ruling: RulingFacts,
  around: Surroundings,
): Pick<Said, "happenedAt" | "provider" | "ruling"> {
  const issuedAt = ruling.issuedAt ?? 0;
  const reversedAt = kind === "REVERSAL" ? ruling.reversedAt : null;
  const finalAt = kind === "RULING" ? null : ruling.finalAt;
  const words = wordsOf(around);
  return {
    happenedAt: iso((kind === "REVERSAL" ? reversedAt : finalAt) ?? issuedAt),
    provider: { id: ruling.providerId, name: around.providerName },
    ruling: {
      id: ruling.id,
      round: ruling.round,
      outcome: ruling.outcome,
      rules: [...around.ruleCodes].sort(),
      publicText: redact(ruling.publicText, words),
      issuedAt: iso(issuedAt),
      appealableUntil: isoOrNull(ruling.appealableUntil),
      finalAt: isoOrNull(finalAt),
      reversedAt: isoOrNull(reversedAt),
      penalties: ruling.measures.penalties.map(({ kind: measure, days, amount, reason }) => ({
        kind: measure,
        days,
        amount: amount && { amount: amount.amount, currency: amount.currency },
        reason: redact(reason, words),
      })),
    },
  };
}
