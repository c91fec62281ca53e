import { Field, InputType } from "type-graphql";
import { RefusalGround } from "../complaints/case-enums.types";
import { LeasedCaseInput } from "../complaints/case-input.types";
import { TextField } from "../../platform/graphql/text-field";

@InputType({ description: "Accepting a complaint for decision." })
export class AcceptComplaintInput extends LeasedCaseInput {
  @TextField({ max: 2_000, nullable: true, description: "What both sides should address." })
  text?: string;
}

@InputType({ description: "Not accepting a complaint." })
export class RefuseComplaintInput extends LeasedCaseInput {
  @Field(() => RefusalGround, { description: "Why the case is refused." })
  ground: RefusalGround;

  @TextField({ min: 10, max: 2_000, description: "The ground explained to the consumer; at least 10 characters." })
  text: string;
}
