import { Field, ID, InputType, Int } from "type-graphql";
import { MutationInput } from "../../platform/graphql/idempotency";
import { DateTime } from "../../platform/graphql/scalars";
import { ListOf, TextField, WithinBounds } from "../../platform/graphql/text-field";
import { EnrolmentStatus } from "./training-enums.types";

@InputType({ description: "Which enrolments. Conditions left out do not narrow; those given must all hold." })
export class EnrolmentFilter {
  @Field(() => ID, { nullable: true, description: "Only those of this provider, `prv_…`." })
  providerId?: string | null;

  @Field(() => ID, { nullable: true, description: "Only those for this course, `crs_…`." })
  courseId?: string | null;

  @Field(() => EnrolmentStatus, { nullable: true, description: "Only those with this status now." })
  status?: EnrolmentStatus | null;
}

@InputType({ description: "Assigning a course to a provider." })
export class AssignCourseInput extends MutationInput {
  @Field(() => ID, { description: "The provider, `prv_…`." })
  providerId: string;

  @Field(() => ID, { description: "The course, `crs_…`. It must have a published version." })
  courseId: string;

  @Field(() => DateTime, {
    nullable: true,
    description: "By when it must be passed, in the future; by the house rule (30 days unless changed) when left out.",
  })
  dueAt?: number | null;

  @TextField({ min: 5, max: 1_000, description: "The reason, shown to the provider; at least 5 characters." })
  reason: string;
}

@InputType({ description: "Cancelling an enrolment." })
export class CancelEnrolmentInput extends MutationInput {
  @Field(() => ID, { description: "The enrolment, `enr_…`." })
  enrolmentId: string;

  @TextField({ min: 5, max: 1_000, description: "The reason, shown to the provider; at least 5 characters." })
  reason: string;
}

@InputType({ description: "Beginning a course's quiz." })
export class StartAttemptInput extends MutationInput {
  @Field(() => ID, { description: "The enrolment, `enr_…`." })
  enrolmentId: string;
}

@InputType({ description: "The answer to one question." })
export class AnswerInput {
  @Field(() => Int, { description: "The question's `number` in this attempt." })
  @WithinBounds(1, 40)
  question: number;

  @Field(() => [Int], { description: "The `number` of each option chosen, as this attempt shows them." })
  @ListOf(1, 6)
  options: number[];
}

@InputType({ description: "Handing in a quiz." })
export class SubmitAttemptInput extends MutationInput {
  @Field(() => ID, { description: "The attempt, `att_…`." })
  attemptId: string;

  @Field(() => [AnswerInput], { description: "One answer for every question, in any order." })
  @ListOf(1, 40)
  answers: AnswerInput[];
}
