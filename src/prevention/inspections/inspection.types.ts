import { Field, ID, InputType, Int } from "type-graphql";
import { LONGEST_LOGIN } from "../../accounts/account/login.pure";
import { BreachClassEnum } from "../../case/complaints/case-enums.types";
import type { BreachClass } from "../../case/complaints/complaint.lifecycle";
import { BreachInput, OpenComplaintInput } from "../../case/complaints/complaint.types";
import { DateTimeRangeInput } from "../../platform/graphql/date-time-range";
import { MutationInput } from "../../platform/graphql/idempotency";
import { ListOf, TextField, WithinBounds } from "../../platform/graphql/text-field";
import { InspectionOrigin, InspectionStatus, ObservationResult } from "./inspection-enums.types";

@InputType({ description: "Opening an inspection of a closed case on the platform's own initiative." })
export class OpenInspectionInput extends MutationInput {
  @Field(() => ID, { description: "The case, `cmp_…`. The inspection is of its provider." })
  complaintId: string;

  @TextField({ min: 10, max: 2_000, description: "Why the matter should be pursued; at least 10 characters." })
  reason: string;
}

@InputType({ description: "Taking an inspection that no one has." })
export class TakeInspectionInput extends MutationInput {
  @Field(() => ID, { description: "The inspection, `isp_…`." })
  inspectionId: string;
}

@InputType({ description: "Assigning an inspection to someone." })
export class AssignInspectionInput extends MutationInput {
  @Field(() => ID, { description: "The inspection, `isp_…`." })
  inspectionId: string;

  @TextField({
    max: LONGEST_LOGIN,
    nullable: true,
    description: "Login of an active inspector or lead moderator; left out: free for anyone to take.",
  })
  inspectorLogin?: string | null;
}

@InputType({ description: "What was found for one item of the checklist." })
export class RecordObservationInput extends MutationInput {
  @Field(() => ID, { description: "The item, `obv_…`." })
  observationId: string;

  @Field(() => ObservationResult, { description: "What was found." })
  result: ObservationResult;

  @TextField({ max: 2_000, nullable: true, description: "What was found, in words; required for BROKEN." })
  text?: string | null;

  @TextField({
    max: 500,
    nullable: true,
    description: "Where what shows it is kept: an order's number, a link, a file's digest.",
  })
  reference?: string | null;
}

@InputType({ description: "A case opened by the platform, from a finding of an inspection." })
export class OpenCaseFromFindingInput extends OpenComplaintInput {
  @Field(() => ID, { description: "The item found BROKEN, `obv_…`; one case for each." })
  observationId: string;

  @Field(() => ID, {
    description:
      "An order that is affected, `ord_…`, of the provider inspected and placed within the time for complaints (180 days unless the house rule was changed).",
  })
  override orderId: string;
}

@InputType({ description: "A case that the platform opens for itself, from a finding of an inspection." })
export class OpenPlatformCaseInput extends MutationInput {
  @Field(() => ID, { description: "The item found BROKEN, `obv_…`; one case for each." })
  observationId: string;

  @Field(() => ID, { description: "The listing at which it was found, `lst_…`, of the provider inspected." })
  listingId: string;

  @TextField({ max: 200, description: "The matter in one line." })
  title: string;

  @TextField({ max: 5_000, description: "What was found." })
  story: string;

  @Field(() => BreachClassEnum, { defaultValue: "ORDINARY", description: "How grave it is." })
  breachClass: BreachClass;

  @Field(() => [BreachInput], {
    description:
      "The promises broken, each once: those in force of the listing when it was found, or the platform's own. May be empty in a grave case.",
  })
  @ListOf(0, 20)
  breaches: BreachInput[];
}

@InputType({ description: "What the provider is told of an inspection, to state its view." })
export class HearProviderInput extends MutationInput {
  @Field(() => ID, { description: "The inspection, `isp_…`." })
  inspectionId: string;

  @TextField({
    min: 10,
    max: 5_000,
    description: "What was found, for the provider, without personal data of others; at least 10 characters.",
  })
  text: string;
}

@InputType({ description: "The provider's statement on what an inspection found." })
export class AnswerInspectionInput extends MutationInput {
  @Field(() => ID, { description: "The inspection, `isp_…`." })
  inspectionId: string;

  @TextField({
    min: 10,
    max: 2_000,
    description:
      "What the provider says to it, at least 10 characters. Shown beside a published conclusion, so without personal data.",
  })
  text: string;
}

@InputType({ description: "What an inspection found." })
export class CloseInspectionInput extends MutationInput {
  @Field(() => ID, { description: "The inspection, `isp_…`." })
  inspectionId: string;

  @TextField({ min: 10, max: 10_000, description: "What was checked and found; at least 10 characters." })
  finding: string;

  @Field(() => Boolean, {
    description:
      "The provider broke a promise or a rule. A lead moderator may then reopen the case. Must be true when an item was found BROKEN.",
  })
  breachFound: boolean;

  @Field(() => Int, {
    nullable: true,
    description: "Follow up after this many days, 1 to 365: an inspection then opens automatically.",
  })
  @WithinBounds(1, 365)
  followUpInDays?: number | null;

  @TextField({
    max: 2_000,
    nullable: true,
    description:
      "The conclusion for the provider and the public; refused with numbers, addresses of homes or names of those who complained. Where a breach was found, the provider must have been heard (`hearProvider`). Left out: nothing is published.",
  })
  publicConclusion?: string | null;
}

@InputType({ description: "Which inspections. Conditions left out do not narrow; those given must all hold." })
export class InspectionFilter {
  @Field(() => InspectionStatus, { nullable: true, description: "Only those with this status." })
  status?: InspectionStatus | null;

  @Field(() => InspectionOrigin, { nullable: true, description: "Only those with this origin." })
  origin?: InspectionOrigin | null;

  @Field(() => ID, { nullable: true, description: "Only those of this provider." })
  providerId?: string | null;

  @Field(() => Boolean, { nullable: true, description: "true: only those that the viewer has taken or been given." })
  assignedToMe?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: "true: only those that no one has." })
  unassigned?: boolean | null;

  @Field(() => DateTimeRangeInput, { nullable: true, description: "Only open ones that are due in this range." })
  dueAt?: DateTimeRangeInput | null;
}
