import { Field, Float, ID, ObjectType } from "type-graphql";
import { SeverityEnum, type Severity } from "../../case/complaints/case-enums.types";
import { Connection } from "../../platform/graphql/connection";
import { ReputationInputKind, ReputationPart } from "./reputation-enums.types";
import type { InputKind } from "./reputation-ledger.pure";
import type { ReputationInput } from "./reputation-input.entity";

@ObjectType("ReputationInput", {
  simpleResolvers: true,
  description:
    "One input of a reputation. Inputs are only ever added; one that proved wrong is taken back by another one.",
})
export class ReputationInputNode {
  @Field(() => ID, { description: "Unique and lasting: the provider, and a number that grows with its inputs." })
  id: string;

  @Field(() => ReputationInputKind, { description: "What kind of thing counted." })
  kind: InputKind;

  @Field(() => SeverityEnum, { nullable: true, description: "For UPHELD and SETTLED: the severity; null for others." })
  level: Severity | null;

  @Field(() => ReputationPart, { nullable: true, description: "Which part it goes into; null for FORMULA_CHANGED." })
  part: ReputationPart | null;

  @Field(() => Boolean, {
    description:
      "False for an order, or a case, beyond those of one consumer that count within 30 days (formula version 1); it adds nothing.",
  })
  counts: boolean;

  @Field(() => Boolean, { description: "It takes back an earlier input, e.g. because the ruling was reversed." })
  takesBack: boolean;

  @Field(() => Float, {
    description:
      "How much of it time has left at the reputation's moment: 1 when fresh, .5 after 180 days (formula version 1).",
  })
  weight: number;

  @Field(() => Float, {
    description:
      "What it adds to the part: the weight times its value (up to 1 for an order, for answered and for solved, .5 for partly solved, 0 for the opposite, the level's for a broken promise). Negative when it takes back.",
  })
  contribution: number;

  @Field(() => Float, {
    nullable: true,
    description: "How much the score, before measures, would differ without it; null while there is no score.",
  })
  effect: number | null;

  /** Its place in the ledger. */
  number: number;
  line: ReputationInput;
  asOf: number;
}

export const ReputationInputConnection = Connection(ReputationInputNode, "ReputationInput");
