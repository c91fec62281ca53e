import type { PenaltyKind } from "../measures/penalty-kind.types";
import type { InterimMeasureEnd, InterimMeasureKind } from "../interim/interim-enums.types";
import type { PenaltyCause } from "../penalties/standing.pure";
import type { ReversalReason, RulingOutcome } from "../rulings/ruling-enums.types";
import type { LateClock } from "./lateness.pure";
import { redact, type KnownWords } from "./redact.pure";
import type { RegisterEntryKind } from "./register-entry-kind.types";

/*
 * The permanent content of an entry: the public facts as known when it was entered, without the names of consumers. Times are ISO 8601
 * in UTC with milliseconds, amounts whole minor units. Third parties read it: a field is never renamed without raising `v`.
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
  /** Hash of the case's id: people who know the id find the entry, and no one else learns whose case it was. */
  caseSha256: string;
}

/** A pause of orders before a decision. Names neither the case nor the provider. */
export interface SaidInterim {
  kind: InterimMeasureKind;
  startsAt: string;
  /** When it is to end; once it has, when it ended. */
  endsAt: string;
  endedBecause: InterimMeasureEnd | null;
  /** Hash of the measure's id: its provider finds the entry. */
  measureSha256: string;
}

export interface Said {
  kind: RegisterEntryKind;
  happenedAt: string;
  provider: { id: string; name: string } | null;
  ruling: SaidRuling | null;
  penalty: SaidPenalty | null;
  /** Left out by entries made before there were any. */
  interim?: SaidInterim | null;
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

export const contentOf = ({ content }: { content: string }): RegisterContent => JSON.parse(content) as RegisterContent;

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

/** The context of a ruling: the rules it cites, the provider, and the consumer, who is never named. */
export interface Surroundings {
  providerName: string;
  consumerName: string;
  ruleCodes: readonly string[];
}

export const wordsOf = ({ providerName, consumerName }: Surroundings): KnownWords => ({
  names: [consumerName],
  allowed: [providerName],
});

/** A ruling as it was when it was issued, became final or was reversed, even if more has happened to it since. */
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
