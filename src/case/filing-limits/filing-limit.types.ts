import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { MutationInput, MutationPayload } from "../../platform/graphql/idempotency";
import { TextField, WithinBounds } from "../../platform/graphql/text-field";
import { FilingLimitGrade, FilingLimitStatus } from "./filing-limit-enums.types";
import { FilingLimit } from "./filing-limit.entity";

@InputType({ description: "A limit on how often the consumer of a case may open complaints." })
export class ImposeFilingLimitInput extends MutationInput {
  @Field(() => ID, { description: "The case that gives occasion for it, `cmp_…`; its consumer is limited." })
  complaintId: string;

  @Field(() => FilingLimitGrade, { description: "How far it goes." })
  grade: FilingLimitGrade;

  @Field(() => Int, {
    description: "For how many days from now; at most as many as the house rule `filing.limit` says for its grade.",
  })
  @WithinBounds(1, 3_650)
  days: number;

  @TextField({ min: 10, max: 4_000, description: "Why; the person concerned reads it. At least 10 characters." })
  reason: string;
}

@InputType({ description: "Agreeing, as a second person, to a limit that another lead proposed." })
export class ConfirmFilingLimitInput extends MutationInput {
  @Field(() => ID, { description: "The limit, `fli_…`." })
  limitId: string;
}

@InputType({ description: "Ending a limit on opening complaints before its date." })
export class LiftFilingLimitInput extends MutationInput {
  @Field(() => ID, { description: "The limit, `fli_…`." })
  limitId: string;

  @TextField({ min: 10, max: 4_000, description: "Why; the person concerned reads it. At least 10 characters." })
  reason: string;
}

@InputType({ description: "Contesting a limit on one's own complaints." })
export class ContestFilingLimitInput extends MutationInput {
  @Field(() => ID, { description: "The limit, `fli_…`." })
  limitId: string;

  @TextField({ min: 10, max: 4_000, description: "Why it is wrong. At least 10 characters." })
  reason: string;
}

@InputType({ description: "The decision about a contested limit." })
export class DecideFilingLimitContestInput extends MutationInput {
  @Field(() => ID, { description: "The limit, `fli_…`." })
  limitId: string;

  @Field(() => Boolean, { description: "The person is right: the limit is lifted at once." })
  granted: boolean;

  @TextField({ min: 10, max: 4_000, description: "Why; the person concerned reads it. At least 10 characters." })
  reason: string;
}

@InputType({ description: "Narrows the list of limits. Conditions left out do not narrow; those given must all hold." })
export class FilingLimitsFilter {
  @Field(() => FilingLimitStatus, { nullable: true, description: "Only those in this state." })
  status?: FilingLimitStatus | null;

  @Field(() => Boolean, { nullable: true, description: "True: only those whose contest waits for its decision." })
  contested?: boolean | null;
}

@ObjectType({ simpleResolvers: true, description: "The limit after the command." })
export class FilingLimitPayload extends MutationPayload {
  @Field(() => FilingLimit, { description: "The limit as it is now." })
  filingLimit: FilingLimit;
}
