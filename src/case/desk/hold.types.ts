import { Field, InputType, ObjectType } from "type-graphql";
import { LeasedCaseInput } from "../complaints/case-input.types";
import { DateTime } from "../../platform/graphql/scalars";
import { TextField } from "../../platform/graphql/text-field";

@InputType({ description: "Keeping a case for longer than a usual lease." })
export class HoldComplaintInput extends LeasedCaseInput {
  @Field(() => DateTime, {
    description: "Until when: in the future, at most 14 days ahead unless the house rule changed.",
  })
  until: number;

  @TextField({ min: 5, max: 1_000, description: "What it waits for; shown to platform staff. At least 5 characters." })
  reason: string;
}

@ObjectType({
  simpleResolvers: true,
  description: "A case that its moderator keeps. The clocks of the case continue to run.",
})
export class Hold {
  @Field(() => DateTime, { description: "When the hold and the lease end automatically." })
  until: number;

  @Field(() => String, { description: "What it waits for." })
  reason: string;
}
