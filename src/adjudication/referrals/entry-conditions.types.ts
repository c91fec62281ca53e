import { Field, InputType, Int, ObjectType } from "type-graphql";
import { ComplaintStatusEnum } from "../../case/complaints/case-enums.types";
import type { ComplaintStatus } from "../../case/complaints/complaint.lifecycle";
import { Money, MoneyInput } from "../../platform/graphql/money";
import { ListOf, WithinBounds } from "../../platform/graphql/text-field";
import { ReferralRoute } from "../stays/stay-enums.types";
import type { EntryConditions } from "./entry.pure";

const STATES = "The states of the case in which the body takes it; empty: in any.";
const FROM = "The least amount at stake; null: none. Not asked of cases in another currency.";
const UP_TO = "The greatest amount at stake; null: none. Not asked of cases in another currency.";
const AGREEMENT =
  "Both sides must want it, e.g. by an arbitration agreement. Whether they do the platform does not know.";
const WITHIN =
  "Within how many days of knowing about it, which is at the latest when the case was opened; null: no limit.";
const NEGOTIATE =
  "While the sides still negotiate: after how many hours since the case was opened the body expects the provider to have had its chance; null: at once.";
const CLOSED_BY = "The ways that close this one once their body has taken the dispute on.";

@ObjectType("EntryConditions", {
  simpleResolvers: true,
  description: "What an outside body asks before it takes a dispute.",
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

@InputType({ description: "What an outside body asks before it takes a dispute." })
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
