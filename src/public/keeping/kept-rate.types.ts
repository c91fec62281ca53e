import { Field, Float, Int, ObjectType } from "type-graphql";

@ObjectType({
  simpleResolvers: true,
  description:
    "How often promises were kept, over the orders of the last twelve months or so (the house rule `promise.kept`), each measured by the version it froze. Only orders that were paid for by consumers independent of the provider count. Broken: by a final ruling, or by the platform's own records, such as a late delivery. Kept: by a final ruling, or the order was completed and nobody complained about the promise. A complaint that ended without a ruling counts for neither.",
})
export class KeptRate {
  @Field(() => Int, { description: "How many times an order's promise was kept or broken." })
  orders: number;

  @Field(() => Float, {
    nullable: true,
    description: "The share that was kept, 0 to 1; null while `orders` is less than `leastOrders`.",
  })
  share: number | null;

  @Field(() => Int, { description: "From so many orders on the share is shown." })
  leastOrders: number;
}
