import { Field, Float, ObjectType } from "type-graphql";
import { defineEnum } from "../platform/graphql/enum";
import { DateTime } from "../platform/graphql/scalars";

export const HouseRuleSubject = defineEnum("HouseRuleSubject", "What a house rule is about.", {
  PEOPLE: "People, sessions and what they send.",
  PROVIDERS: "Providers, their vetting and their members.",
  CASES: "Orders and the cases about them.",
  DECISIONS: "Rules, rulings and appeals.",
  PENALTIES: "Points and penalties.",
  MONEY: "Contract charges and payments.",
  PREVENTION: "Training, guides and inspections.",
  PUBLICITY: "Reviews, reputation, search and dossiers.",
});
export type HouseRuleSubject = keyof typeof HouseRuleSubject;

@ObjectType({ simpleResolvers: true, description: "One number of a house rule." })
export class HouseRuleNumber {
  @Field(() => String, { description: "What is counted, as the rule names it, e.g. `workingDays`. It never changes." })
  unit: string;

  @Field(() => String, {
    description:
      "The unit in words, in the viewer's language, as it stands behind the number: `days`, but `day` behind 1.",
  })
  unitText: string;

  @Field(() => Float, { description: "How many. Money is in the smallest unit of its currency." })
  value: number;
}

@ObjectType({ simpleResolvers: true, description: "A number of the house, e.g. a time limit, as it was in force." })
export class HouseRuleInForce {
  @Field(() => String, { description: "E.g. `clock.REVIEW`. It never changes." })
  code: string;

  @Field(() => HouseRuleSubject, { description: "What it is about." })
  subject: HouseRuleSubject;

  @Field(() => String, { description: "What the numbers mean, in the viewer's language." })
  meaning: string;

  @Field(() => [HouseRuleNumber], { description: "The rule's numbers, each by name." })
  numbers: HouseRuleNumber[];

  @Field(() => DateTime, { nullable: true, description: "Since when these numbers are in force; null: always." })
  since: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description: "When other numbers, which are already decided, come into force; null: none are decided.",
  })
  until: number | null;
}
