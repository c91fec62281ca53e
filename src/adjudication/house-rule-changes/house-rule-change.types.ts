import { Field, Float, ID, InputType, ObjectType } from "type-graphql";
import { HouseRuleNumber } from "../../house-rules/house-rule.types";
import { defineEnum } from "../../platform/graphql/enum";
import { MutationInput } from "../../platform/graphql/idempotency";
import { DateTime } from "../../platform/graphql/scalars";
import { ListOf, TextField } from "../../platform/graphql/text-field";

export const HouseRuleChangeStatus = defineEnum("HouseRuleChangeStatus", "The state of a change of house rules.", {
  PROPOSED: "Waits for a second person; not public.",
  ANNOUNCED: "Two persons decided it; it is in force from its date on.",
  IN_FORCE: "It is in force, or was until a later one.",
  DECLINED: "A second person did not agree.",
  WITHDRAWN: "An administrator withdrew it before it was in force.",
  LAPSED: "No one decided in time.",
});
export type HouseRuleChangeStatus = keyof typeof HouseRuleChangeStatus;

@ObjectType({ simpleResolvers: true, description: "What a change makes of one house rule." })
export class HouseRuleDifference {
  @Field(() => String, { description: "The rule's code, e.g. `clock.REVIEW`." })
  code: string;

  @Field(() => String, { description: "What the numbers mean, in the viewer's language." })
  meaning: string;

  @Field(() => [HouseRuleNumber], { description: "The numbers before." })
  before: HouseRuleNumber[];

  @Field(() => [HouseRuleNumber], { description: "The numbers from its date on." })
  after: HouseRuleNumber[];
}

@InputType({ description: "One number of a house rule." })
export class HouseRuleNumberInput {
  @TextField({ max: 40, description: "What is counted, as the rule names it, see `HouseRuleNumber.unit`." })
  unit: string;

  @Field(() => Float, {
    description: "How many. Refused: outside the bounds of the unit, or with decimals where it has none.",
  })
  value: number;
}

@InputType({ description: "New numbers of one house rule." })
export class HouseRuleInput {
  @TextField({ max: 64, description: "The rule's code, see `HouseRuleInForce.code`." })
  code: string;

  @Field(() => [HouseRuleNumberInput], { description: "Those that change, at most 20; the others stay." })
  @ListOf(1, 20)
  numbers: HouseRuleNumberInput[];
}

@InputType({ description: "New numbers of house rules, and from when on." })
export class ProposeHouseRuleChangeInput extends MutationInput {
  @Field(() => [HouseRuleInput], {
    description: "Which rules, at most 50. They are decided, announced and in force together.",
  })
  @ListOf(1, 50)
  rules: HouseRuleInput[];

  @Field(() => DateTime, {
    description:
      "From when on they are in force: later than the notice (house rule `houseRules.notice`, or `houseRules.urgent`) from now, for it begins only once a second person has decided.",
  })
  effectiveFrom: number;

  @Field(() => Boolean, {
    defaultValue: false,
    description: "The shorter notice: only for rules about sessions, devices, second factors and uploads.",
  })
  urgent: boolean;

  @TextField({ max: 2_000, description: "Why; announced with the change." })
  reason: string;
}

const CHANGE = { description: "The change, `hrc_…`." };

@InputType({ description: "Which change a second person agrees to." })
export class ApproveHouseRuleChangeInput extends MutationInput {
  @Field(() => ID, CHANGE)
  changeId: string;

  @TextField({ max: 500, nullable: true, description: "Your comment; announced with the change." })
  reason?: string | null;
}

@InputType({ description: "Which change a second person does not agree to, and why." })
export class DeclineHouseRuleChangeInput extends MutationInput {
  @Field(() => ID, CHANGE)
  changeId: string;

  @TextField({ max: 500, description: "Why; kept with the proposal." })
  reason: string;
}

@InputType({ description: "Which change is not to be, and why." })
export class WithdrawHouseRuleChangeInput extends MutationInput {
  @Field(() => ID, CHANGE)
  changeId: string;

  @TextField({ max: 500, description: "Why; public where the change was announced." })
  reason: string;
}
