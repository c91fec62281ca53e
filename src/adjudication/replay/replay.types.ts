import { Field, ID, InputType } from "type-graphql";
import { MutationInput } from "../../platform/graphql/idempotency";
import { DateTime } from "../../platform/graphql/scalars";

@InputType({ description: "Which draft to replay, and on which past rulings." })
export class ReplayRuleDraftInput extends MutationInput {
  @Field(() => ID, { description: "The draft, `rdr_…`; an open one." })
  draftId: string;

  @Field(() => DateTime, { description: "Rulings decided from this moment on." })
  from: number;

  @Field(() => DateTime, {
    nullable: true,
    description:
      "Rulings decided before this moment, after `from`; now when left out. The period never ends later than now.",
  })
  to?: number | null;
}
