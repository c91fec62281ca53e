import { Field, ObjectType } from "type-graphql";
import { Payment } from "../payments/payment.entity";
import { MutationPayload } from "../../platform/graphql/idempotency";
import { Penalty } from "./penalty.entity";

@ObjectType({ simpleResolvers: true, description: "The penalty after the command." })
export class PenaltyPayload extends MutationPayload {
  @Field(() => Penalty, { description: "The penalty as it is now." })
  penalty: Penalty;

  @Field(() => Payment, {
    nullable: true,
    description: "For `payFine` by TRANSFER: the payment as it was claimed; null otherwise.",
  })
  payment: Payment | null;
}
