import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { Complaint } from "../../case/complaints/complaint.entity";
import { ComplaintStatusEnum } from "../../case/complaints/case-enums.types";
import type { ComplaintStatus } from "../../case/complaints/complaint.lifecycle";
import { MutationInput, MutationPayload, UnrememberedInput } from "../../platform/graphql/idempotency";
import { DateTime } from "../../platform/graphql/scalars";
import { TextField, WithinBounds } from "../../platform/graphql/text-field";
import { Sandbox } from "./sandbox.entity";

@InputType({ description: "A market to try things out in. Repeating it makes another one." })
export class CreateSandboxInput extends UnrememberedInput {
  @Field(() => ID, { nullable: true, description: "For which provider, `prv_…`; left out: for the platform." })
  providerId?: string | null;

  @TextField({ max: 120, description: "What it is for." })
  name: string;
}

@ObjectType({ simpleResolvers: true, description: "Somebody of a sandbox, as whom one can sign in there." })
export class SandboxPerson {
  @Field(() => String, { description: "To sign in with; all of them have the sandbox's password." })
  login: string;

  @Field(() => String, { description: "The name that others are shown." })
  displayName: string;

  @Field(() => String, { description: "What they are there, in English and Chinese." })
  part: string;
}

@ObjectType({ simpleResolvers: true, description: "The sandbox, with its secrets: they are returned this once." })
export class CreateSandboxPayload extends MutationPayload {
  @Field(() => Sandbox, { description: "The sandbox that was made." })
  sandbox: Sandbox;

  @Field(() => String, {
    description:
      "A key, `rdk_test_…`, of an API client of the sandbox's provider, with every scope such a client can have. It cannot be read again.",
  })
  providerKey: string;

  @Field(() => String, {
    description:
      "A key, `rdk_test_…`, of an API client of the sandbox's platform, with every scope such a client can have. It cannot be read again.",
  })
  platformKey: string;

  @Field(() => String, { description: "The password of all its people. It cannot be read again." })
  password: string;

  @Field(() => [SandboxPerson], { description: "A consumer, the provider's owner, moderators, leads and so on." })
  people: SandboxPerson[];
}

@InputType({ description: "The sandbox that is to end." })
export class DeleteSandboxInput extends MutationInput {
  @Field(() => ID, { description: "The sandbox, `sbx_…`." })
  sandboxId: string;
}

@ObjectType({ simpleResolvers: true, description: "What `deleteSandbox` returns." })
export class DeleteSandboxPayload extends MutationPayload {
  @Field(() => ID, { description: "What there is no longer." })
  sandboxId: string;
}

@InputType({ description: "How far the sandbox's clock is moved: exactly one of the two." })
export class AdvanceTestClockInput extends UnrememberedInput {
  @Field(() => DateTime, {
    nullable: true,
    description: "Until when: in the sandbox's future, and no more than 92 days from its present.",
  })
  to?: number | null;

  @Field(() => Int, { nullable: true, description: "By how many hours, 1 to 2208 (92 days)." })
  @WithinBounds(1, 2_208)
  byHours?: number | null;
}

@ObjectType({ simpleResolvers: true, description: "The sandbox's clock after it was moved." })
export class AdvanceTestClockPayload extends MutationPayload {
  @Field(() => DateTime, { description: "What time it is there." })
  now: number;

  @Field(() => Int, { description: "How many clocks of cases ran out on the way." })
  clocksRung: number;
}

@InputType({ description: "A case to play. Repeating it plays another one." })
export class CreateTestCaseInput extends UnrememberedInput {
  @Field(() => ComplaintStatusEnum, { description: "The state in which it is returned." })
  state: ComplaintStatus;

  @TextField({ max: 200, nullable: true, description: "Its title; one of ours when left out." })
  title?: string | null;
}

@ObjectType({ simpleResolvers: true, description: "The case that was played." })
export class CreateTestCasePayload extends MutationPayload {
  @Field(() => ID, { description: "The case, `cmp_…`. Its consumer is `li.na`, its provider the sandbox's." })
  complaintId: string;

  @Field(() => Complaint, { nullable: true, description: "The case itself; null where the viewer may not see it." })
  complaint: Complaint | null;
}
