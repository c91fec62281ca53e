import { Complaint } from "../complaints/complaint.entity";
import { toOrderRecord } from "../complaints/order-record.queries";
import { OrderPromise } from "../../market/orders/order-promise.entity";
import type { Order } from "../../market/orders/order.entity";
import { CHECKED_BY_REQUESTS, checkPromise, type MachineFacts } from "../../market/orders/order-record.pure";
import type { Context } from "../../platform/graphql/context";
import { PromiseVersion } from "../../market/promises/promise-version.entity";

export interface Found {
  version: PromiseVersion;
  facts: MachineFacts;
}

/** Which promises of the order its record falls short of now, in the order they were frozen in. */
export async function findShortfalls(ctx: Context, order: Order): Promise<Found[]> {
  const frozen = await ctx.loaders.manyBy(OrderPromise, "orderId", order.id);
  const versions = await Promise.all(
    frozen.map(({ promiseVersionId }) => ctx.loaders.byId(PromiseVersion, promiseVersionId)),
  );
  const asksCases = versions.some((version) => version && CHECKED_BY_REQUESTS.has(version.kind));
  const record = toOrderRecord(order, asksCases ? await ctx.loaders.manyBy(Complaint, "orderId", order.id) : []);
  return versions.flatMap((version) => {
    const facts = version && checkPromise(record, version, ctx.now());
    return facts ? [{ version, facts }] : [];
  });
}
