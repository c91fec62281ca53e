import { Field, ID, Int, ObjectType } from "type-graphql";
import { defineEnum } from "../../platform/graphql/enum";
import { InterimMeasureEnd, InterimMeasureKind } from "../interim/interim-enums.types";
import { PenaltyCauseEnum } from "../penalties/penalty-cause.types";
import { PenaltyKind } from "../measures/penalty-kind.types";
import type { PenaltyCause } from "../penalties/standing.pure";
import { Money } from "../../platform/graphql/money";
import { DateTime } from "../../platform/graphql/scalars";
import { RulingOutcome } from "../rulings/ruling-enums.types";
import type { LateClock } from "./lateness.pure";
import { contentOf } from "./register-content.pure";

const RegisteredClock = defineEnum<LateClock>("RegisteredClock", "A time that binds the platform.", {
  ADMISSIBILITY: "To check whether a complaint is accepted.",
  ADMISSIBILITY_DEFAULT:
    "After it, a complaint that no one has checked counts as accepted: the platform's silence never rejects a complaint.",
  REVIEW: "To decide a case after the evidence.",
  APPEAL_DECISION: "To decide an appeal.",
  RETURN_DECISION: "To decide a contested return of goods.",
  INTERIM_CONFIRMATION: "For a second person to confirm an interim measure; unconfirmed it has not acted.",
  INTERIM_REVIEW: "To decide a provider's request to review an interim measure; undecided it has ended.",
  PENALTY_APPROVAL: "To decide on a penalty that waits for approval.",
});

@ObjectType({ simpleResolvers: true, description: "A penalty as a ruling ordered it, as published in the register." })
class RegisteredMeasure {
  @Field(() => PenaltyKind, { description: "What it does." })
  kind: PenaltyKind;

  @Field(() => Int, { nullable: true, description: "How many days it lasts; null for kinds that take none." })
  days: number | null;

  @Field(() => Money, { nullable: true, description: "How much, for FINE; null for others." })
  amount: Money | null;

  @Field(() => String, { description: "Why, in words meant for the public; personal data masked as `***`." })
  reason: string;
}

@ObjectType({ simpleResolvers: true, description: "A ruling as it was when the entry was made." })
class RegisteredRuling {
  @Field(() => ID, { description: "Its id, `rlg_…`." })
  id: string;

  @Field(() => Int, { description: "1 for the case's first decision." })
  round: number;

  @Field(() => RulingOutcome, { description: "What was decided." })
  outcome: RulingOutcome;

  @Field(() => [String], { description: "The codes of the rules it cites, e.g. `PRICE-1`, sorted." })
  rules: string[];

  @Field(() => String, { description: "The decision in words meant for the public; personal data masked as `***`." })
  publicText: string;

  @Field(() => DateTime, { description: "When it was issued." })
  issuedAt: number;

  @Field(() => DateTime, {
    nullable: true,
    description: "Until when it could be appealed, as known then; null when it was final at once.",
  })
  appealableUntil: number | null;

  @Field(() => DateTime, { nullable: true, description: "When it became final; null if it was not final yet." })
  finalAt: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description: "When it was reversed; null if the entry is about something else.",
  })
  reversedAt: number | null;

  @Field(() => [RegisteredMeasure], { description: "The penalties that it orders itself." })
  penalties: RegisteredMeasure[];
}

@ObjectType({ simpleResolvers: true, description: "A penalty as it was when the entry was made." })
class RegisteredPenalty extends RegisteredMeasure {
  @Field(() => ID, { description: "Its id, `pen_…`." })
  id: string;

  @Field(() => ID, { description: "The ruling that caused it, `rlg_…`." })
  rulingId: string;

  @Field(() => PenaltyCauseEnum, { description: "Why it was ordered." })
  cause: PenaltyCause;

  @Field(() => ID, {
    nullable: true,
    description: "The one listing it concerns, `lst_…`; null when it concerns the whole provider.",
  })
  listingId: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: "From when it acts; null while it waits for its ruling to become final.",
  })
  startsAt: number | null;

  @Field(() => DateTime, { nullable: true, description: "When it ends automatically; null for kinds without an end." })
  endsAt: number | null;
}

@ObjectType({ simpleResolvers: true, description: "A deadline that the platform missed." })
class RegisteredLateness {
  @Field(() => RegisteredClock, { description: "Which time limit was missed." })
  clock: LateClock;

  @Field(() => DateTime, { description: "When it expired." })
  dueAt: number;

  @Field(() => String, {
    description:
      "SHA-256 of the case's id (`cmp_…`, UTF-8), in hexadecimal: its parties can find it, and no one else learns whose case it was.",
  })
  caseSha256: string;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "A pause of new orders while a grave case is examined. It names neither the case nor the provider, because nothing is decided.",
})
class RegisteredInterim {
  @Field(() => InterimMeasureKind, { description: "What it does." })
  kind: InterimMeasureKind;

  @Field(() => DateTime, { description: "From when it acts." })
  startsAt: number;

  @Field(() => DateTime, { description: "When it is to end; for INTERIM_ENDED: when it ended." })
  endsAt: number;

  @Field(() => InterimMeasureEnd, { nullable: true, description: "Why it is over; null for INTERIM_STARTED." })
  endedBecause: InterimMeasureEnd | null;

  @Field(() => String, {
    description:
      "SHA-256 of the measure's id (`itm_…`, UTF-8), in hexadecimal: its provider can find it, and no one else learns whose it was.",
  })
  measureSha256: string;
}

@ObjectType({
  simpleResolvers: true,
  description: "`RegisterEntry.content`, parsed: the public facts as known when the entry was made.",
})
export class RegisterStatement {
  @Field(() => String, {
    nullable: true,
    description: "The name the provider was registered under; null for LATENESS and interim measures.",
  })
  providerName: string | null;

  @Field(() => RegisteredRuling, {
    nullable: true,
    description: "For RULING, RULING_FINAL and REVERSAL; null for others.",
  })
  ruling: RegisteredRuling | null;

  @Field(() => RegisteredPenalty, { nullable: true, description: "For the kinds about a penalty; null for others." })
  penalty: RegisteredPenalty | null;

  @Field(() => RegisteredInterim, {
    nullable: true,
    description: "For the kinds about an interim measure; null for others.",
  })
  interim: RegisteredInterim | null;

  @Field(() => RegisteredLateness, { nullable: true, description: "For LATENESS; null for others." })
  lateness: RegisteredLateness | null;
}

const instant = (iso: string): number => Date.parse(iso);
const instantOrNull = (iso: string | null): number | null => (iso === null ? null : instant(iso));

export function readStatement(entry: { content: string }): RegisterStatement {
  const { provider, ruling, penalty, interim = null, lateness } = contentOf(entry);
  return {
    providerName: provider?.name ?? null,
    ruling: ruling && {
      ...ruling,
      issuedAt: instant(ruling.issuedAt),
      appealableUntil: instantOrNull(ruling.appealableUntil),
      finalAt: instantOrNull(ruling.finalAt),
      reversedAt: instantOrNull(ruling.reversedAt),
    },
    penalty: penalty && {
      ...penalty,
      startsAt: instantOrNull(penalty.startsAt),
      endsAt: instantOrNull(penalty.endsAt),
    },
    interim: interim && { ...interim, startsAt: instant(interim.startsAt), endsAt: instant(interim.endsAt) },
    lateness: lateness && { ...lateness, dueAt: instant(lateness.dueAt) },
  };
}
