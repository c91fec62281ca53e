import { Field, ID, InputType, Int } from "type-graphql";
import { BilingualLineInput } from "../../platform/graphql/bilingual";
import { MutationInput } from "../../platform/graphql/idempotency";
import { DateTime } from "../../platform/graphql/scalars";
import { ListOf, TextField, WithinBounds } from "../../platform/graphql/text-field";
import { PromiseKind } from "../../market/promises/promise-kind.types";
import { InspectionPlanKind } from "./inspection-enums.types";

@InputType({ description: "A plan of recurring inspections." })
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
    pattern: { regex: /^[a-z0-9]+(-[a-z0-9]+)*$/, like: "shop-design" },
    description:
      "Providers who sell in this category, e.g. `shop-design`. RANDOM without a category draws among all who sell.",
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

@InputType({ description: "The next version of a checklist, or the first of a new one." })
export class PublishInspectionChecklistInput extends MutationInput {
  @Field(() => PromiseKind, {
    nullable: true,
    description: "For inspections of providers with such a promise in force; left out: of all.",
  })
  kind?: PromiseKind | null;

  @TextField({
    max: 64,
    nullable: true,
    pattern: { regex: /^[a-z0-9]+(-[a-z0-9]+)*$/, like: "shop-design" },
    description: "For inspections of this category, e.g. `shop-design`; left out: of any.",
  })
  category?: string | null;

  @Field(() => [BilingualLineInput], {
    description: "What to check, in order: questions of which yes means kept. An empty list ends the checklist.",
  })
  @ListOf(0, 30)
  questions: BilingualLineInput[];
}
