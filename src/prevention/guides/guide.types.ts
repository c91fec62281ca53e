import { Field, ID, InputType } from "type-graphql";
import { ComplaintStatusEnum } from "../../case/complaints/case-enums.types";
import type { ComplaintStatus } from "../../case/complaints/complaint.lifecycle";
import { BilingualLineInput, BilingualTextInput } from "../../platform/graphql/bilingual";
import { MutationInput } from "../../platform/graphql/idempotency";
import { ListOf, TextField } from "../../platform/graphql/text-field";
import { PromiseKind } from "../../market/promises/promise-kind.types";
import { SaveDraftInput } from "../training/save-draft.types";
import { GuideAudience } from "./guide-enums.types";

@InputType({ description: "The complete content of a guide; replaces an earlier draft." })
export class SaveGuideDraftInput extends SaveDraftInput {
  @TextField({
    max: 64,
    pattern: { regex: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, like: "keep-evidence" },
    description:
      "The guide's short name: small letters, digits and hyphens, e.g. `keep-evidence`. An unused one makes a new guide.",
  })
  code: string;

  @Field(() => GuideAudience, {
    description: "The audience it is written for. It cannot change for an existing guide.",
  })
  audience: GuideAudience;

  @Field(() => BilingualLineInput, { description: "Title of the guide." })
  title: BilingualLineInput;

  @Field(() => BilingualLineInput, { description: "What it helps with, in a line or two." })
  summary: BilingualLineInput;

  @Field(() => BilingualTextInput, { description: "What it says, in Markdown." })
  body: BilingualTextInput;

  @Field(() => [PromiseKind], {
    defaultValue: [],
    description: "The kinds of broken promises it helps with; none: any. Repetitions are dropped.",
  })
  @ListOf(0, 9)
  breachKinds: PromiseKind[];

  @Field(() => [ComplaintStatusEnum], {
    defaultValue: [],
    description: "The states of a case in which it is suggested. Repetitions are dropped.",
  })
  @ListOf(0, 11)
  caseStates: ComplaintStatus[];

  @Field(() => Boolean, { defaultValue: false, description: "It is also suggested before there is a case." })
  beforeCase: boolean;
}

@InputType({ description: "Publishing a draft." })
export class PublishGuideInput extends MutationInput {
  @Field(() => ID, { description: "The draft, `guv_…`." })
  guideVersionId: string;
}

@InputType({ description: "Withdrawing a guide." })
export class WithdrawGuideInput extends MutationInput {
  @Field(() => ID, { description: "The guide, `gui_…`." })
  guideId: string;
}

@InputType({ description: "Which guides. Conditions left out do not narrow; those given must all hold." })
export class GuideFilter {
  @Field(() => GuideAudience, { nullable: true, description: "Only those for this audience." })
  audience?: GuideAudience | null;
}
