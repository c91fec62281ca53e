import { Field, InputType } from "type-graphql";
import { CaseInput } from "../../case/complaints/case-input.types";
import { SideEnum } from "../../case/complaints/case-enums.types";
import type { Side } from "../../case/complaints/complaint-guards.pure";
import { ListOf, TextField } from "../../platform/graphql/text-field";
import { DecisionInput } from "../rulings/ruling.types";
import { AppealGround, AppealOutcome } from "./appeal-enums.types";

@InputType({ description: "An appeal against the ruling of a case." })
export class AppealRulingInput extends CaseInput {
  @Field(() => AppealGround, { description: "What is wrong with the ruling." })
  ground: AppealGround;

  @TextField({
    max: 10_000,
    description: "Why, and what should be decided instead. Visible to the other side and the platform.",
  })
  text: string;
}

@InputType({ description: "The answer of the other side to an appeal." })
export class AnswerAppealInput extends CaseInput {
  @TextField({
    max: 10_000,
    description: "What the appeal gets wrong, or what it leaves out. Visible to the other side and the platform.",
  })
  text: string;
}

@InputType({ description: "The decision on the appeal of one side." })
export class AppealOutcomeInput {
  @Field(() => SideEnum, { description: "Whose appeal it is." })
  side: Side;

  @Field(() => AppealOutcome, { description: "The decision: GRANTED, PARTLY_GRANTED or DISMISSED." })
  outcome: AppealOutcome;
}

@InputType({ description: "Withdrawal of the appeal of one's own side." })
export class WithdrawAppealInput extends CaseInput {}

@InputType({ description: "A waiver of one's own side's right to appeal." })
export class WaiveAppealInput extends CaseInput {}

@InputType({ description: "The decision on all open appeals against the ruling of a case." })
export class DecideAppealInput extends CaseInput {
  @Field(() => AppealOutcome, {
    description: "The decision, where one side appealed; where both did, the decision on the ruling as a whole.",
  })
  outcome: AppealOutcome;

  @Field(() => [AppealOutcomeInput], {
    defaultValue: [],
    description:
      "Where both sides appealed and the ruling is replaced: the decision on each appeal. At least one of them is granted, in full or in part.",
  })
  @ListOf(0, 2)
  outcomes: AppealOutcomeInput[];

  @TextField({ max: 10_000, description: "Why. Visible to both sides." })
  reason: string;

  @Field(() => DecisionInput, {
    nullable: true,
    description:
      "For GRANTED and PARTLY_GRANTED: the complete decision that replaces the ruling. Not allowed with other outcomes.",
  })
  replacement?: DecisionInput | null;
}
