import { Field, InputType, Int, ObjectType } from "type-graphql";
import { CaseInput, LeasedCaseInput } from "../complaints/case-input.types";
import { DateTime } from "../../platform/graphql/scalars";

@InputType({ description: "Taking a case from the queue." })
export class TakeComplaintInput extends CaseInput {}

@InputType({ description: "Keeping a case longer." })
export class RenewLeaseInput extends LeasedCaseInput {}

@InputType({ description: "Giving a case back to the queue." })
export class ReleaseComplaintInput extends LeasedCaseInput {}

@ObjectType({
  simpleResolvers: true,
  description: "A moderator's hold on a case, so that two do not work on it at once.",
})
export class Lease {
  @Field(() => String, { description: "Display name of the holder." })
  holderName: string;

  @Field(() => Boolean, { description: "The viewer holds it." })
  isMine: boolean;

  @Field(() => Int, {
    description: "The fencing token: each time the case is taken it grows. Commands send it back.",
  })
  token: number;

  @Field(() => DateTime, { description: "When it expires." })
  expiresAt: number;
}
