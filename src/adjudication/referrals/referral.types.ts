import { Field, ID, InputType } from "type-graphql";
import { BilingualLineInput, BilingualTextInput } from "../../platform/graphql/bilingual";
import { MutationInput } from "../../platform/graphql/idempotency";
import { DateTime } from "../../platform/graphql/scalars";
import { ListOf, TextField } from "../../platform/graphql/text-field";
import { ReferralResult, ReferralRoute } from "../stays/stay-enums.types";
import { EntryConditionsInput } from "./entry-conditions.types";
import { ReferralStatus } from "./referral-enums.types";

@InputType({ description: "Registration of a dispute's referral to an external body." })
export class CreateReferralInput extends MutationInput {
  @Field(() => ID, { description: "The case, `cmp_…`, in any state." })
  complaintId: string;

  @Field(() => ReferralRoute, { description: "The kind of external body." })
  route: ReferralRoute;

  @TextField({ max: 200, nullable: true, description: "Which body it is, e.g. the court's name." })
  body?: string | null;

  @TextField({ max: 200, nullable: true, description: "The body's reference number, if there is one yet." })
  reference?: string | null;

  @Field(() => DateTime, { nullable: true, description: "When it was filed, in the past; now when left out." })
  filedAt?: number | null;

  @TextField({ max: 2_000, nullable: true, description: "Remarks, for the consumer and the platform." })
  text?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "A document about it that the consumer has submitted as evidence in the case, `evd_…`.",
  })
  evidenceId?: string | null;
}

@InputType({ description: "The progress of a referral. Fields left out stay unchanged." })
export class UpdateReferralInput extends MutationInput {
  @Field(() => ID, { description: "The referral, `rfl_…`." })
  referralId: string;

  @Field(() => ReferralStatus, {
    nullable: true,
    description: "Its new status. REFUSED, DECIDED and WITHDRAWN are final.",
  })
  status?: ReferralStatus | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      "Since when: not before the previous status, nor in the future; now when left out. Only with `status`.",
  })
  on?: number | null;

  @Field(() => ReferralResult, {
    nullable: true,
    description: "How it ended: required for DECIDED, and only allowed for it.",
  })
  result?: ReferralResult | null;

  @TextField({
    max: 5_000,
    nullable: true,
    description: "What was decided, in words: required for DECIDED, and only allowed for it.",
  })
  outcome?: string | null;

  @TextField({ max: 200, nullable: true, description: "Which body it is." })
  body?: string | null;

  @TextField({ max: 200, nullable: true, description: "The body's reference number." })
  reference?: string | null;

  @TextField({ max: 2_000, nullable: true, description: "Remarks, for the consumer and the platform." })
  text?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "A document about it among the case's evidence, `evd_…`, e.g. the judgment.",
  })
  evidenceId?: string | null;
}

@InputType({ description: "A new description of an external route, effective now." })
export class PublishOutsideRouteInput extends MutationInput {
  @Field(() => ReferralRoute, { description: "The kind of external body." })
  route: ReferralRoute;

  @Field(() => BilingualLineInput, { description: "What it is called." })
  name: BilingualLineInput;

  @Field(() => BilingualTextInput, { description: "Which body it leads to, and how to find the right one." })
  body: BilingualTextInput;

  @Field(() => BilingualTextInput, { description: "What it can and cannot do." })
  summary: BilingualTextInput;

  @Field(() => BilingualTextInput, { description: "Its legal basis for consumers." })
  legalBasis: BilingualTextInput;

  @Field(() => BilingualTextInput, {
    nullable: true,
    description: "Its legal basis for whoever bought for a business. Left out: it is open to consumers only.",
  })
  businessLegalBasis?: BilingualTextInput | null;

  @Field(() => EntryConditionsInput, { description: "The conditions on which it accepts a dispute." })
  conditions: EntryConditionsInput;

  @Field(() => BilingualTextInput, { description: "What it costs." })
  cost: BilingualTextInput;

  @Field(() => BilingualTextInput, { description: "How long it takes." })
  duration: BilingualTextInput;

  @Field(() => [BilingualLineInput], { description: "1 to 12 documents to bring." })
  @ListOf(1, 12)
  documents: BilingualLineInput[];

  @TextField({
    max: 300,
    nullable: true,
    pattern: { regex: /^https:\/\/\S+$/, like: "https://www.12315.cn" },
    description: "Its page on the web, beginning with `https://`.",
  })
  link?: string | null;
}
