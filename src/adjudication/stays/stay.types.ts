import { Field, ID, InputType } from "type-graphql";
import { CaseInput } from "../../case/complaints/case-input.types";
import { TextField } from "../../platform/graphql/text-field";
import { ReferralRoute, StayGround } from "./stay-enums.types";

@InputType({ description: "Letting a case wait." })
export class StayComplaintInput extends CaseInput {
  @Field(() => StayGround, { description: "Why." })
  ground: StayGround;

  @TextField({ min: 10, max: 2_000, description: "The same in words, told to both sides; at least 10 characters." })
  reason: string;

  @Field(() => ID, {
    nullable: true,
    description:
      "For OUTSIDE_PROCEDURE: the consumer's referral that the case waits for, `rfl_…`; route and reference are then taken from it.",
  })
  referralId?: string | null;

  @Field(() => ReferralRoute, {
    nullable: true,
    description:
      "Who deals with the dispute meanwhile: needed for OUTSIDE_PROCEDURE without a `referralId`, and only for that.",
  })
  route?: ReferralRoute | null;

  @TextField({
    max: 200,
    nullable: true,
    description: "The outside procedure's own number, e.g. a court's; that of the referral when left out.",
  })
  reference?: string | null;
}

@InputType({ description: "Letting a stayed case go on." })
export class ResumeComplaintInput extends CaseInput {
  @TextField({
    min: 10,
    max: 2_000,
    description: "Why it need not wait any more, told to both sides; at least 10 characters.",
  })
  reason: string;
}

@InputType({ description: "Closing a case that an outside body decided." })
export class CloseExternalInput extends CaseInput {
  @TextField({
    min: 10,
    max: 5_000,
    description: "What was decided outside, told to both sides; at least 10 characters.",
  })
  outcome: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      "The platform's own ruling, if there is one, stands beside what was decided outside, and is final. Otherwise it is reversed, with all it did to the provider; what the consumer was paid stays with the consumer.",
  })
  rulingStands: boolean;
}
