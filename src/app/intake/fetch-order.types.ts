import { Field, InputType, ObjectType } from "type-graphql";
import { Order } from "../../market/orders/order.entity";
import { MutationPayload, UnrememberedInput } from "../../platform/graphql/idempotency";
import { TextField } from "../../platform/graphql/text-field";

@InputType({ description: "An order of one's own, by the marketplace's number." })
export class FetchOrderInput extends UnrememberedInput {
  @TextField({ max: 128, description: "The number that the marketplace shows." })
  number: string;
}

@ObjectType({ simpleResolvers: true, description: "What `fetchOrder` returns." })
export class FetchOrderPayload extends MutationPayload {
  @Field(() => Order, { description: "The order of this number." })
  order: Order;
}
