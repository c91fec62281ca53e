import { allOf, sql } from "../../platform/database/sql";
import { Connection, type Page, type PageArgs } from "../../platform/graphql/connection";
import { page } from "../../platform/graphql/keyset-page";
import type { Context } from "../../platform/graphql/context";
import type { PaymentPurpose, PaymentStatus } from "./payment-enums.types";
import { Payment } from "./payment.entity";

export const PaymentConnection = Connection(Payment, "Payment");

/** The list that finance works on, the longest waiting first. */
export function paymentsIn(
  ctx: Context,
  status: PaymentStatus,
  purpose: PaymentPurpose | null,
  args: PageArgs,
): Promise<Page<Payment>> {
  return page(ctx, args, {
    entity: Payment,
    where: allOf([sql`t.status = ${status}`, purpose && sql`t.purpose = ${purpose}`]),
    by: "claimedAt",
    direction: "ASC",
  });
}

/** Without payments of its orders, which are shown with the orders. */
export function paymentsOfProvider(ctx: Context, providerId: string, args: PageArgs): Promise<Page<Payment>> {
  return page(ctx, args, {
    entity: Payment,
    where: sql`t.provider_id = ${providerId} AND t.purpose NOT IN ('ORDER', 'ORDER_REFUND')`,
    by: "claimedAt",
    direction: "DESC",
  });
}
