import { Field, ID, Int, ObjectType } from "type-graphql";
import {
  CompensationBasisEnum,
  RemedyKindEnum,
  type CompensationBasis,
  type RemedyKind,
} from "../../case/complaints/case-enums.types";
import { PenaltyKind } from "../measures/penalty-kind.types";
import { Money } from "../../platform/graphql/money";

@ObjectType({ simpleResolvers: true, description: "A remedy as decided, before it is ordered." })
export class PlannedRemedy {
  @Field(() => RemedyKindEnum, { description: "What the provider shall do." })
  kind: RemedyKind;

  @Field(() => Money, { nullable: true, description: "How much, for kinds that need it; null for others." })
  amount: Money | null;

  @Field(() => CompensationBasisEnum, {
    nullable: true,
    description: "Of compensation: on what basis; null otherwise.",
  })
  basis?: CompensationBasis | null;

  @Field(() => String, { nullable: true, description: "STATUTORY: which law grants it; null otherwise." })
  ground?: string | null;

  /** Of ACTUAL_LOSS: ids of evidence. */
  evidenceIds?: string[];

  @Field(() => Money, {
    description: "What is owed in money if it is not performed; for refunds and credit, the sum itself.",
  })
  insteadAmount: Money;

  @Field(() => String, { description: "The remedy in words." })
  text: string;

  @Field(() => Int, {
    description: "Days to perform it: of money counted from the ruling, of everything else from when it is final.",
  })
  withinDays: number;
}

@ObjectType({ simpleResolvers: true, description: "A penalty as decided, before it is ordered." })
export class PlannedPenalty {
  @Field(() => PenaltyKind, { description: "What it will do." })
  kind: PenaltyKind;

  @Field(() => Money, { nullable: true, description: "How much, for FINE; null for other kinds." })
  amount: Money | null;

  @Field(() => Int, { nullable: true, description: "How many days, for kinds that last; null for others." })
  days: number | null;

  @Field(() => ID, {
    nullable: true,
    description: "The one listing it will freeze; null for all, and for other kinds.",
  })
  listingId: string | null;

  @Field(() => String, { description: "Why this measure, in words meant for the public." })
  reason: string;
}

@ObjectType({
  simpleResolvers: true,
  description: "What a ruling orders, as the moderator decided it. Kept with the ruling, which never changes.",
})
export class PlannedMeasures {
  @Field(() => [PlannedRemedy], { description: "What makes the broken promises good." })
  remedies: PlannedRemedy[];

  @Field(() => [PlannedPenalty], { description: "What is done against the provider." })
  penalties: PlannedPenalty[];
}
