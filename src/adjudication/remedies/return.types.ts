import { Field, InputType } from "type-graphql";
import { CaseInput } from "../../case/complaints/case-input.types";
import { TextField } from "../../platform/graphql/text-field";
import { ReturnCondition } from "../../case/returns/return-case.entity";

@InputType({ description: "The goods are on their way back." })
export class ShipReturnInput extends CaseInput {
  @TextField({ max: 500, description: "Carrier and tracking number. A photo of the parcel goes into the evidence." })
  shipment: string;
}

@InputType({ description: "What came back." })
export class ReceiveReturnInput extends CaseInput {
  @Field(() => ReturnCondition, {
    description: "What the provider found. INTACT starts the time for the refund; anything else rejects the return.",
  })
  condition: ReturnCondition;

  @TextField({
    max: 2_000,
    nullable: true,
    description: "What exactly is wrong; needed unless the goods are INTACT. Photos go into the evidence.",
  })
  text?: string;
}

@InputType({ description: "The consumer's objection to a rejected return." })
export class ContestReturnInput extends CaseInput {
  @TextField({ max: 2_000, description: "Why the provider's report is wrong." })
  reason: string;
}

@InputType({ description: "A moderator's decision on a contested return." })
export class DecideReturnInput extends CaseInput {
  @Field(() => Boolean, {
    description: "true: the goods count as back and intact, the refund is due. false: nothing is refunded.",
  })
  forConsumer: boolean;

  @TextField({ min: 10, max: 2_000, description: "Why, for both sides; at least 10 characters." })
  reason: string;
}
