import { Field, InputType } from "type-graphql";
import { CaseInput } from "../../case/complaints/case-input.types";
import { TextField } from "../../platform/graphql/text-field";
import { DecisionInput } from "../rulings/ruling.types";
import { AppealGround, AppealOutcome } from "./appeal-enums.types";

@InputType({ description: "An appeal against the ruling of a case." })
export class AppealRulingInput extends CaseInput {
  @Field(() => AppealGround, { description: "What is wrong with the ruling." })
  ground: AppealGround;

  @TextField({
    max: 10_000,
    description: "Why, and what should be decided instead. The other side and the platform read it.",
  })
  text: string;
}

@InputType({ description: "Taking back one's own side's appeal." })
export class WithdrawAppealInput extends CaseInput {}

@InputType({ description: "Saying that one's own side will not appeal." })
export class WaiveAppealInput extends CaseInput {}

@InputType({ description: "The decision on all open appeals against the ruling of a case." })
export class DecideAppealInput extends CaseInput {
  @Field(() => AppealOutcome, { description: "The decision." })
  outcome: AppealOutcome;

  @TextField({ max: 10_000, description: "Why. Both sides read it." })
  reasons: string;

  @Field(() => DecisionInput, {
    nullable: true,
    description:
      "For GRANTED and PARTLY_GRANTED: what takes the ruling's place, complete. Not to be given with other outcomes.",
  })
  replacement?: DecisionInput | null;
}
