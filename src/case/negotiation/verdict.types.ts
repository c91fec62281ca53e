import { Field, InputType, Int } from "type-graphql";
import { VerdictEnum } from "../complaints/case-enums.types";
import { CaseInput } from "../complaints/case-input.types";
import type { Verdict } from "../complaints/complaint-guards.pure";
import { TextField, WithinBounds } from "../../platform/graphql/text-field";

@InputType({ description: "The consumer's verdict on the result." })
export class GiveVerdictInput extends CaseInput {
  @Field(() => VerdictEnum, { description: "Is it solved? SOLVED closes a case that is still NEGOTIATING." })
  verdict: Verdict;

  @Field(() => Int, { description: "How satisfied, 1 (not at all) to 5 (fully)." })
  @WithinBounds(1, 5)
  satisfaction: number;

  @TextField({ max: 2_000, nullable: true, description: "The verdict in words." })
  text?: string;
}
