import { Field, ObjectType } from "type-graphql";
import { HouseRuleNumber } from "../../house-rules/house-rule.types";
import { DateTime } from "../../platform/graphql/scalars";

@ObjectType({ simpleResolvers: true, description: "Numbers of a house rule, past, present or announced." })
export class HouseRuleValue {
  @Field(() => [HouseRuleNumber], { description: "The rule's numbers, each by name." })
  numbers: HouseRuleNumber[];

  @Field(() => DateTime, { nullable: true, description: "Since when they are in force; null: always." })
  since: number | null;

  @Field(() => DateTime, { nullable: true, description: "When others come into force; null: none are decided." })
  until: number | null;

  changeId: string | null;
}
