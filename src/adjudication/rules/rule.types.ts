import { Field, InputType } from "type-graphql";
import { DateTime } from "../../platform/graphql/scalars";
import { TextField } from "../../platform/graphql/text-field";
import { RULE_CODE, RuleContentInput } from "./rule-content.types";

@InputType({ description: "The next version of a rule, or the first of a new one." })
export class PublishRuleVersionInput extends RuleContentInput {
  @TextField({
    max: 40,
    pattern: RULE_CODE,
    description: "The rule's code: capitals, digits and hyphens, e.g. `PRICE-1`. An unused code creates a new rule.",
  })
  code: string;

  @Field(() => DateTime, {
    description:
      "From when it is in force: at least the house rule's notice period from now (7 days unless changed), and later than the rule's latest version.",
  })
  effectiveFrom: number;
}
