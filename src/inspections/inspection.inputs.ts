import { Field, ID, InputType } from "type-graphql";
import { MutationInput } from "../platform/graphql/idempotency";
import { TextField } from "../platform/graphql/text-field";
import { InspectionStatus } from "./inspection-enums";

@InputType({ description: "Looking into a closed case on the platform's own account." })
export class OpenInspectionInput extends MutationInput {
  @Field(() => ID, { description: "The case, `cmp_…`. The inspection is of its provider." })
  complaintId: string;

  @TextField({ min: 10, max: 2_000, description: "Why the matter should not rest; at least 10 characters." })
  reason: string;
}

@InputType({ description: "What an inspection found." })
export class CloseInspectionInput extends MutationInput {
  @Field(() => ID, { description: "The inspection, `isp_…`." })
  inspectionId: string;

  @TextField({ min: 10, max: 10_000, description: "What was looked at and found; at least 10 characters." })
  finding: string;

  @Field(() => Boolean, {
    description: "The provider broke a promise or a rule. A lead moderator may then reopen the case.",
  })
  breachFound: boolean;
}

@InputType({ description: "Which inspections. Conditions left out do not narrow; those given must all hold." })
export class InspectionFilter {
  @Field(() => InspectionStatus, { nullable: true, description: "Only those that stand there." })
  status?: InspectionStatus | null;

  @Field(() => ID, { nullable: true, description: "Only those of this provider." })
  providerId?: string | null;
}
