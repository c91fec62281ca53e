import { Field, InputType } from "type-graphql";
import { defineEnum } from "../../platform/graphql/enum";
import { LeasedCaseInput } from "../complaints/case-input.types";
import { TextField } from "../../platform/graphql/text-field";

export const RefusalGround = defineEnum("RefusalGround", "Why the platform does not accept a complaint.", {
  NOT_COVERED: "Not about a service of this marketplace.",
  OUT_OF_TIME: "Filed too late.",
  NO_PROMISE: "What is complained of was not promised.",
  DUPLICATE: "The same was complained of before.",
  DECIDED_ELSEWHERE: "A court, authority or other body decided or is deciding it.",
  ABUSIVE: "Made to harm, or threatening.",
  INCOMPREHENSIBLE: "It cannot be understood, also after asking.",
});

export type RefusalGround = keyof typeof RefusalGround;

@InputType({ description: "Accepting a complaint for decision." })
export class AcceptComplaintInput extends LeasedCaseInput {
  @TextField({ max: 2_000, nullable: true, description: "What both sides should address." })
  note?: string;
}

@InputType({ description: "Not accepting a complaint." })
export class RefuseComplaintInput extends LeasedCaseInput {
  @Field(() => RefusalGround, { description: "The ground." })
  ground: RefusalGround;

  @TextField({ min: 10, max: 2_000, description: "The ground explained to the consumer; at least 10 characters." })
  text: string;
}
