import { Field, ID, InputType } from "type-graphql";
import { MutationInput } from "../../platform/graphql/idempotency";
import { DateTimeRangeInput } from "../../platform/graphql/date-time-range";

@InputType({ description: "Which draft to replay, and on which past rulings." })
export class ReplayRuleDraftInput extends MutationInput {
  @Field(() => ID, { description: "The draft, `rdr_…`; an open one." })
  ruleDraftId: string;

  @Field(() => DateTimeRangeInput, {
    description:
      "When the rulings were decided. It never ends later than now; BAD_USER_INPUT when nothing is left of it.",
  })
  decidedAt: DateTimeRangeInput;
}
