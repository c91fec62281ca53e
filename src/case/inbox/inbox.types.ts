import { Field, ID, InputType } from "type-graphql";
import { MutationInput } from "../../platform/graphql/idempotency";

@InputType({ description: "How far one has read." })
export class MarkInboxReadInput extends MutationInput {
  @Field(() => ID, { description: "The newest notice seen, `ntc_…`; it and all older ones are read." })
  upToId: string;
}
