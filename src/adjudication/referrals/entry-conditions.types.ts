import { Field, InputType, Int, ObjectType } from "type-graphql";
import { ComplaintStatusEnum } from "../../case/complaints/case-enums.types";
import type { ComplaintStatus } from "../../case/complaints/complaint.lifecycle";
import { Money, MoneyInput } from "../../platform/graphql/money";
import { ListOf, WithinBounds } from "../../platform/graphql/text-field";
import { ReferralRoute } from "../stays/stay-enums.types";
import type { EntryConditions } from "./entry.pure";

const STATES = "The states of the case in which the body accepts it; empty means any.";
const FROM = "The minimum amount at stake; null: none. Not checked for cases in another currency.";
const UP_TO = "The maximum amount at stake; null: none. Not checked for cases in another currency.";
const AGREEMENT =
  "Both sides must agree to it, e.g. by an arbitration agreement. The platform cannot know whether they do.";
const WITHIN =
  "Within how many days of knowing about it, which is at the latest when the case was opened; null: no limit.";
const NEGOTIATE =
  "While the sides still negotiate: how many hours after the opening of the case the provider must have had to respond; null: none.";
const CLOSED_BY = "The routes that exclude this one once their body has accepted the dispute.";

@ObjectType("EntryConditions", {
  simpleResolvers: true,
  description: "The conditions on which an external body accepts a dispute.",
})
export class EntryConditionsType implements EntryConditions {
  @Field(() => [ComplaintStatusEnum], { description: STATES })
  states: ComplaintStatus[];

  @Field(() => Money, { nullable: true, description: FROM })
  amountFrom: Money | null;

  @Field(() => Money, { nullable: true, description: UP_TO })
  amountUpTo: Money | null;

  @Field(() => Boolean, { description: AGREEMENT })
  agreementNeeded: boolean;

  @Field(() => Int, { nullable: true, description: WITHIN })
  withinDays: number | null;

  @Field(() => Int, { nullable: true, description: NEGOTIATE })
  negotiateFirstHours: number | null;

  @Field(() => [ReferralRoute], { description: CLOSED_BY })
  closedBy: ReferralRoute[];
}

@InputType({ description: "The conditions on which an external body accepts a dispute." })
export class EntryConditionsInput {
  @Field(() => [ComplaintStatusEnum], { defaultValue: [], description: STATES })
  @ListOf(0, 11)
  states: ComplaintStatus[];

  @Field(() => MoneyInput, { nullable: true, description: FROM })
  amountFrom?: MoneyInput | null;

  @Field(() => MoneyInput, { nullable: true, description: UP_TO })
  amountUpTo?: MoneyInput | null;

  @Field(() => Boolean, { defaultValue: false, description: AGREEMENT })
  agreementNeeded: boolean;

  @Field(() => Int, { nullable: true, description: WITHIN })
  @WithinBounds(1, 36_500)
  withinDays?: number | null;

  @Field(() => Int, { nullable: true, description: NEGOTIATE })
  @WithinBounds(1, 8_760)
  negotiateFirstHours?: number | null;

  @Field(() => [ReferralRoute], { defaultValue: [], description: CLOSED_BY })
  @ListOf(0, 5)
  closedBy: ReferralRoute[];
}

export const toConditions = (input: EntryConditionsInput): EntryConditions => ({
  states: [...new Set(input.states)],
  amountFrom: input.amountFrom ?? null,
  amountUpTo: input.amountUpTo ?? null,
  agreementNeeded: input.agreementNeeded,
  withinDays: input.withinDays ?? null,
  negotiateFirstHours: input.negotiateFirstHours ?? null,
  closedBy: [...new Set(input.closedBy)],
});
