import { Field, ID, InputType, ObjectType } from "type-graphql";
import { SideEnum } from "../complaints/case-enums.types";
import { CaseInput } from "../complaints/case-input.types";
import type { Side } from "../complaints/complaint-guards.pure";
import { MutationInput } from "../../platform/graphql/idempotency";
import { DateTime } from "../../platform/graphql/scalars";
import { TextField } from "../../platform/graphql/text-field";
import { MessageVisibility } from "./message.entity";

@InputType({ description: "A message in the case's thread." })
export class SendMessageInput extends CaseInput {
  @TextField({ max: 4_000, description: "The text." })
  text: string;

  @Field(() => MessageVisibility, {
    defaultValue: "PARTIES",
    description: "Who reads it: PARTIES, or your own side and the platform. The platform writes to PARTIES.",
  })
  visibility: MessageVisibility;
}

@InputType({ description: "The provider's refusal of the demand." })
export class RefuseDemandInput extends CaseInput {
  @TextField({ max: 2_000, description: "Why. The consumer may go to the platform at once." })
  reason: string;
}

@InputType({ description: "What one has seen of a case's thread." })
export class MarkMessagesSeenInput extends MutationInput {
  @Field(() => ID, { description: "The case, `cmp_…`." })
  complaintId: string;

  @Field(() => ID, { description: "The newest message seen, `msg_…`; it and all older ones are seen." })
  upToId: string;
}

@ObjectType({ simpleResolvers: true, description: "How far a side has seen the thread." })
export class SeenMark {
  @Field(() => SideEnum, { description: "Which side. Who of it is recorded nowhere." })
  side: Side;

  @Field(() => DateTime, { description: "The messages that it may read and that were sent until then." })
  upTo: number;
}
