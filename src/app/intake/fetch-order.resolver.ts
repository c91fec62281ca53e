import { Arg, Authorized, Ctx, Mutation, Resolver } from "type-graphql";
import type { Role } from "../../accounts/actor/actor";
import { readOrder } from "../../market/orders/order.queries";
import { Context } from "../../platform/graphql/context";
import { INPUT } from "../../platform/graphql/idempotency";
import { fetchOrder } from "./fetch-order";
import { FetchOrderInput, FetchOrderPayload } from "./fetch-order.types";

@Resolver()
export class FetchOrderResolver {
  @Authorized<Role>("CONSUMER")
  @Mutation(() => FetchOrderPayload, {
    description:
      "Finds an order of yours by the number that the marketplace shows. One that has not come in yet is asked for at the marketplace and taken in, where the server is set up for that. Refused: NOT_FOUND, RATE_LIMITED; UNAVAILABLE when the marketplace does not answer.",
  })
  async fetchOrder(
    @Arg("input", () => FetchOrderInput, INPUT) input: FetchOrderInput,
    @Ctx() context: Context,
  ): Promise<FetchOrderPayload> {
    const id = await fetchOrder(context, input.number);
    return { clientMutationId: input.clientMutationId, order: await readOrder(context, id) };
  }
}
