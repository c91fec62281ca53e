import { Field, ID, InputType } from "type-graphql";
import { MutationInput } from "../../platform/graphql/idempotency";
import { TextField } from "../../platform/graphql/text-field";

@InputType({ description: "Finance has looked into what the payment side said." })
export class LookIntoInstructionInput extends MutationInput {
  @Field(() => ID, { description: "The instruction, `pin_…`." })
  instructionId: string;

  @TextField({ min: 5, max: 500, description: "What was found and done, for the record; at least 5 characters." })
  reason: string;
}
