import { Field, ID, InputType, Int } from "type-graphql";
import { MutationInput } from "../../platform/graphql/idempotency";
import { DateTime } from "../../platform/graphql/scalars";
import { ListOf, TextField, WithinBounds } from "../../platform/graphql/text-field";
import { PromiseKind } from "../../market/promises/promise-kind.types";
import { InspectionPlanKind } from "./inspection-enums.types";

@InputType({ description: "Inspections to come again and again." })
export class CreateInspectionPlanInput extends MutationInput {
  @Field(() => InspectionPlanKind, { description: "How providers are chosen." })
  kind: InspectionPlanKind;

  @Field(() => ID, {
    nullable: true,
    description: "SCHEDULED: this one provider, `prv_…`. Give it or a category. Not for RANDOM.",
  })
  providerId?: string | null;

  @TextField({
    max: 64,
    nullable: true,
    pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/,
    description:
      "Providers who sell in this category, e.g. `shop-design`. RANDOM without one draws among all who sell.",
  })
  category?: string | null;

  @Field(() => Int, { description: "Days from one round to the next, 1 to 365." })
  @WithinBounds(1, 365)
  everyDays: number;

  @Field(() => Int, { defaultValue: 1, description: "How many providers a round chooses at most, 1 to 50." })
  @WithinBounds(1, 50)
  perRound: number;

  @TextField({ min: 10, max: 2_000, description: "What the inspections are for; at least 10 characters." })
  reason: string;

  @Field(() => DateTime, { nullable: true, description: "When the first round is held; at once when left out." })
  firstAt?: number | null;
}

@InputType({ description: "Ending a plan." })
export class StopInspectionPlanInput extends MutationInput {
  @Field(() => ID, { description: "The plan, `ipl_…`." })
  planId: string;
}

@InputType({ description: "One question, in both languages." })
export class ChecklistItemInput {
  @TextField({ min: 5, max: 300, description: "In English, such that yes means kept; at least 5 characters." })
  en: string;

  @TextField({ min: 5, max: 300, description: "The same in Chinese; at least 5 characters." })
  zh: string;
}

@InputType({ description: "The next version of a checklist, or the first of a new one." })
export class PublishInspectionChecklistInput extends MutationInput {
  @Field(() => PromiseKind, {
    nullable: true,
    description: "For inspections of providers who have such a promise in force; left out: of all.",
  })
  kind?: PromiseKind | null;

  @TextField({
    max: 64,
    nullable: true,
    pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/,
    description: "For inspections of this category, e.g. `shop-design`; left out: of any.",
  })
  category?: string | null;

  @Field(() => [ChecklistItemInput], { description: "What to look at, in order; an empty list asks nothing any more." })
  @ListOf(0, 30)
  items: ChecklistItemInput[];
}
