import { Complaint } from "../complaints/complaint.entity";
import { promisesOf } from "../complaints/promises-of-order.queries";
import { toOrderRecord } from "../complaints/order-record.pure";
import type { Order } from "../../market/orders/order.entity";
import { CHECKED_BY_REQUESTS, checkPromise, type MachineFacts } from "../../market/orders/order-record.pure";
import type { Context } from "../../platform/graphql/context";
import type { PromiseVersion } from "../../market/promises/promise-version.entity";

export interface Found {
  version: PromiseVersion;
  facts: MachineFacts;
}

/** The promises of the order that its record falls short of now, in the order in which they were frozen. */
export async function findShortfalls(ctx: Context, order: Order): Promise<Found[]> {
  const versions = await promisesOf(ctx, order.id);
  const asksCases = versions.some(({ kind }) => CHECKED_BY_REQUESTS.has(kind));
  const record = toOrderRecord(order, asksCases ? await ctx.loaders.manyBy(Complaint, "orderId", order.id) : []);
  return versions.flatMap((version) => {
    const facts = checkPromise(record, version, ctx.now());
    return facts ? [{ version, facts }] : [];
  });
}
