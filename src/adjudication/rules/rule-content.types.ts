import { Field, InputType } from "type-graphql";
import { SeverityEnum, type Severity } from "../../case/complaints/case-enums.types";
import { PenaltyKind } from "../measures/penalty-kind.types";
import { MutationInput } from "../../platform/graphql/idempotency";
import { BilingualLineInput, BilingualTextInput } from "../../platform/graphql/bilingual";
import { ListOf } from "../../platform/graphql/text-field";

export const RULE_CODE = { regex: /^[A-Z][A-Z0-9]*(-[A-Z0-9]+)+$/, like: "AFTERSALES-1" };

@InputType({ description: "The content of a rule, announced or drafted." })
export abstract class RuleContentInput extends MutationInput {
  @Field(() => BilingualLineInput, { description: "The rule in a line." })
  title: BilingualLineInput;

  @Field(() => BilingualTextInput, { description: "What the rule says, plain text." })
  text: BilingualTextInput;

  @Field(() => SeverityEnum, { description: "How grave breaking it is." })
  severity: Severity;

  @Field(() => [PenaltyKind], {
    description: "The penalties that a ruling citing it may order; repetitions are dropped.",
  })
  @ListOf(0, 8)
  measures: PenaltyKind[];
}
