import { Field, ID, InputType } from "type-graphql";
import { CaseInput } from "../../case/complaints/case-input.types";
import { TextField } from "../../platform/graphql/text-field";
import { ReferralResult, ReferralRoute, StayGround } from "./stay-enums.types";

@InputType({ description: "A stay of a case." })
export class StayComplaintInput extends CaseInput {
  @Field(() => StayGround, { description: "Why the case rests." })
  ground: StayGround;

  @TextField({
    min: 10,
    max: 2_000,
    description: "Why the case waits, in words, for both sides; at least 10 characters.",
  })
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
      "Which external body deals with the dispute meanwhile: required for OUTSIDE_PROCEDURE without a `referralId`, and only allowed then.",
  })
  route?: ReferralRoute | null;

  @TextField({
    max: 200,
    nullable: true,
    description: "The reference number of the external procedure, e.g. a court's; that of the referral when left out.",
  })
  reference?: string | null;
}

@InputType({ description: "The resumption of a stayed case." })
export class ResumeComplaintInput extends CaseInput {
  @TextField({
    min: 10,
    max: 2_000,
    description: "Why it need no longer wait, for both sides; at least 10 characters.",
  })
  reason: string;
}

@InputType({ description: "Closing a case that an external body decided." })
export class CloseExternalInput extends CaseInput {
  @TextField({
    min: 10,
    max: 5_000,
    description: "What was decided externally, for both sides; at least 10 characters.",
  })
  outcome: string;

  @Field(() => ReferralResult, {
    nullable: true,
    description:
      "For whom. A decision for the consumer, in whole or in part, counts as a broken promise in the provider's reputation, until the case is reopened. Left out: the result of the referral that the case waited for, if a moderator entered one; otherwise it counts for no one.",
  })
  result?: ReferralResult | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      "true: the platform's own ruling, if there is one, remains in force beside the external decision and is final. false: it is reversed, with all its effects on the provider; what the consumer was paid stays with the consumer.",
  })
  rulingStands: boolean;
}
