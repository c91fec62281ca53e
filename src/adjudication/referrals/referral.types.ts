import { Field, ID, InputType } from "type-graphql";
import { BilingualLineInput, BilingualTextInput } from "../../platform/graphql/bilingual";
import { MutationInput } from "../../platform/graphql/idempotency";
import { DateTime } from "../../platform/graphql/scalars";
import { ListOf, TextField } from "../../platform/graphql/text-field";
import { ReferralRoute } from "../stays/stay-enums.types";
import { EntryConditionsInput } from "./entry-conditions.types";
import { ReferralResult, ReferralStatus } from "./referral-enums.types";

@InputType({ description: "Registering that one has gone to an outside body." })
export class CreateReferralInput extends MutationInput {
  @Field(() => ID, { description: "The case, `cmp_…`, in whatever state." })
  complaintId: string;

  @Field(() => ReferralRoute, { description: "Which way." })
  route: ReferralRoute;

  @TextField({ max: 200, nullable: true, description: "Which body it is, e.g. the court's name." })
  body?: string | null;

  @TextField({ max: 200, nullable: true, description: "The number it goes by there, if there is one yet." })
  reference?: string | null;

  @Field(() => DateTime, { nullable: true, description: "When it was handed in, in the past; now when left out." })
  filedAt?: number | null;

  @TextField({ max: 2_000, nullable: true, description: "Remarks, for oneself and the platform." })
  note?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "A document about it that one has put into the case as evidence, `evd_…`.",
  })
  evidenceId?: string | null;
}

@InputType({ description: "What has become of a referral. What is left out stays as it is." })
export class UpdateReferralInput extends MutationInput {
  @Field(() => ID, { description: "The referral, `rfl_…`." })
  referralId: string;

  @Field(() => ReferralStatus, {
    nullable: true,
    description: "Where it stands now. REFUSED, DECIDED and WITHDRAWN are final.",
  })
  status?: ReferralStatus | null;

  @Field(() => DateTime, {
    nullable: true,
    description: "Since when: not before what was known, nor in the future; now when left out. Only with `status`.",
  })
  on?: number | null;

  @Field(() => ReferralResult, { nullable: true, description: "How it ended: needed for DECIDED, and only for that." })
  result?: ReferralResult | null;

  @TextField({ max: 5_000, nullable: true, description: "The same in words: needed for DECIDED, and only for that." })
  outcome?: string | null;

  @TextField({ max: 200, nullable: true, description: "Which body it is." })
  body?: string | null;

  @TextField({ max: 200, nullable: true, description: "The number it goes by there." })
  reference?: string | null;

  @TextField({ max: 2_000, nullable: true, description: "Remarks, for the consumer and the platform." })
  note?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "A document about it that is in the case as evidence, `evd_…`, e.g. the judgment.",
  })
  evidenceId?: string | null;
}

@InputType({ description: "What the platform says of a way outside it from now on." })
export class PublishOutsideRouteInput extends MutationInput {
  @Field(() => ReferralRoute, { description: "Which way." })
  route: ReferralRoute;

  @Field(() => BilingualLineInput, { description: "What it is called." })
  name: BilingualLineInput;

  @Field(() => BilingualTextInput, { description: "Which body it leads to, and how to find the right one." })
  body: BilingualTextInput;

  @Field(() => BilingualTextInput, { description: "What it can do, and what it cannot." })
  summary: BilingualTextInput;

  @Field(() => BilingualTextInput, { description: "Where the law provides for it." })
  legalBasis: BilingualTextInput;

  @Field(() => EntryConditionsInput, { description: "What it asks before it takes a dispute." })
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
    pattern: /^https:\/\/\S+$/,
    description: "Its page on the web, beginning with `https://`.",
  })
  link?: string | null;
}
