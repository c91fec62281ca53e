import { Field, ID, InputType, Int } from "type-graphql";
import { LONGEST_LOGIN } from "../../accounts/login.pure";
import { OpenComplaintInput } from "../../case/complaints/open-complaint";
import { MutationInput } from "../../platform/graphql/idempotency";
import { DateTime } from "../../platform/graphql/scalars";
import { TextField, WithinBounds } from "../../platform/graphql/text-field";
import { InspectionOrigin, InspectionStatus, ObservationResult } from "./inspection-enums.types";

@InputType({ description: "Looking into a closed case on the platform's own account." })
export class OpenInspectionInput extends MutationInput {
  @Field(() => ID, { description: "The case, `cmp_…`. The inspection is of its provider." })
  complaintId: string;

  @TextField({ min: 10, max: 2_000, description: "Why the matter should not rest; at least 10 characters." })
  reason: string;
}

@InputType({ description: "Taking an inspection that nobody has." })
export class TakeInspectionInput extends MutationInput {
  @Field(() => ID, { description: "The inspection, `isp_…`." })
  inspectionId: string;
}

@InputType({ description: "Giving an inspection to somebody." })
export class AssignInspectionInput extends MutationInput {
  @Field(() => ID, { description: "The inspection, `isp_…`." })
  inspectionId: string;

  @TextField({
    max: LONGEST_LOGIN,
    nullable: true,
    description: "Login of an active inspector or lead moderator; left out: back to whoever takes it.",
  })
  inspectorLogin?: string | null;
}

@InputType({ description: "What was found of one item of the checklist." })
export class RecordObservationInput extends MutationInput {
  @Field(() => ID, { description: "The item, `obv_…`." })
  observationId: string;

  @Field(() => ObservationResult, { description: "What was found." })
  result: ObservationResult;

  @TextField({ max: 2_000, nullable: true, description: "The same in words; needed for BROKEN." })
  note?: string | null;

  @TextField({
    max: 500,
    nullable: true,
    description: "Where what shows it is kept: an order's number, a link, a file's digest.",
  })
  reference?: string | null;
}

@InputType({ description: "A case of the platform's own, from what an inspection found." })
export class OpenCaseFromFindingInput extends OpenComplaintInput {
  @Field(() => ID, { description: "The item found BROKEN, `obv_…`; one case for each." })
  observationId: string;

  @Field(() => ID, {
    description:
      "An order that is affected, `ord_…`, of the provider inspected and placed within the time for complaints (180 days unless the house rule was changed).",
  })
  override orderId: string;
}

@InputType({ description: "What an inspection found." })
export class CloseInspectionInput extends MutationInput {
  @Field(() => ID, { description: "The inspection, `isp_…`." })
  inspectionId: string;

  @TextField({ min: 10, max: 10_000, description: "What was looked at and found; at least 10 characters." })
  finding: string;

  @Field(() => Boolean, {
    description:
      "The provider broke a promise or a rule. A lead moderator may then reopen the case. Must be true when an item was found BROKEN.",
  })
  breachFound: boolean;

  @Field(() => Int, {
    nullable: true,
    description: "Look again after so many days, 1 to 365: an inspection then opens by itself.",
  })
  @WithinBounds(1, 365)
  followUpInDays?: number | null;

  @TextField({
    max: 2_000,
    nullable: true,
    description:
      "What the provider and the public are told, without anybody's personal data. Left out: they are told nothing.",
  })
  publicConclusion?: string | null;
}

@InputType({ description: "Which inspections. Conditions left out do not narrow; those given must all hold." })
export class InspectionFilter {
  @Field(() => InspectionStatus, { nullable: true, description: "Only those that stand there." })
  status?: InspectionStatus | null;

  @Field(() => InspectionOrigin, { nullable: true, description: "Only those that began so." })
  origin?: InspectionOrigin | null;

  @Field(() => ID, { nullable: true, description: "Only those of this provider." })
  providerId?: string | null;

  @Field(() => Boolean, { nullable: true, description: "true: only those that the viewer has taken or been given." })
  assignedToMe?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: "true: only those that nobody has." })
  unassigned?: boolean | null;

  @Field(() => DateTime, { nullable: true, description: "Only open ones that are due before." })
  dueBefore?: number | null;
}
