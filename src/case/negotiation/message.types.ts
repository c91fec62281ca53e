import { Field, InputType } from "type-graphql";
import { CaseInput } from "../complaints/case-input.types";
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
