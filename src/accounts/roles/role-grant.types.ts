import { Field, ID, InputType } from "type-graphql";
import { MutationInput } from "../../platform/graphql/idempotency";
import { TextField } from "../../platform/graphql/text-field";

@InputType({ description: "Which proposed role a second person agrees to." })
export class ApproveRoleGrantInput extends MutationInput {
  @Field(() => ID, { description: "The proposal, `rgr_…`." })
  roleGrantId: string;

  @TextField({ max: 500, nullable: true, description: "Your comment; kept with the proposal." })
  reason?: string | null;
}

@InputType({ description: "Which proposed role a second person does not agree to, and why." })
export class DeclineRoleGrantInput extends MutationInput {
  @Field(() => ID, { description: "The proposal, `rgr_…`." })
  roleGrantId: string;

  @TextField({ max: 500, description: "Why; kept with the proposal." })
  reason: string;
}
