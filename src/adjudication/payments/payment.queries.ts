import { Connection, page, type Page, type PageArgs } from "../../platform/graphql/connection";
import type { Context } from "../../platform/graphql/context";
import type { PaymentPurpose, PaymentStatus } from "./payment-enums.types";
import { Payment } from "./payment.entity";

export const PaymentConnection = Connection(Payment, "Payment");

/** The list that finance works on: what waits longest comes first. */
export function paymentsIn(
  ctx: Context,
  status: PaymentStatus,
  purpose: PaymentPurpose | null,
  args: PageArgs,
): Promise<Page<Payment>> {
  return page(ctx.db, ctx.services.sealer, args, {
    name: `payments ${status} ${purpose ?? ""}`,
    entity: Payment,
    where: `t.status = ?${purpose === null ? "" : " AND t.purpose = ?"}`,
    params: purpose === null ? [status] : [status, purpose],
    by: "claimedAt",
    direction: "ASC",
  });
}

/** Not those of its orders, which are told with the orders. */
export function paymentsOfProvider(ctx: Context, providerId: string, args: PageArgs): Promise<Page<Payment>> {
  return page(ctx.db, ctx.services.sealer, args, {
    name: `payments of ${providerId}`,
    entity: Payment,
    where: "t.provider_id = ? AND t.purpose <> 'ORDER'",
    params: [providerId],
    by: "claimedAt",
    direction: "DESC",
  });
}
