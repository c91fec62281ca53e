import { OrderPromise } from "../../market/orders/order-promise.entity";
import { PromiseVersion } from "../../market/promises/promise-version.entity";
import type { Context } from "../../platform/graphql/context";

/** The promise versions frozen into the order, in the order in which they were. */
export async function promisesOf(ctx: Context, orderId: string): Promise<PromiseVersion[]> {
  const frozen = await ctx.loaders.manyBy(OrderPromise, "orderId", orderId, "ORDER BY id");
  const versions = await Promise.all(
    frozen.map(({ promiseVersionId }) => ctx.loaders.byId(PromiseVersion, promiseVersionId)),
  );
  return versions.filter((version) => version !== null);
}
