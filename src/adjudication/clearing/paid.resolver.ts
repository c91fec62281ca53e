import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Complaint } from "../../case/complaints/complaint.entity";
import { Order } from "../../market/orders/order.entity";
import { maySeeOrder } from "../../market/orders/order.policy";
import { Context } from "../../platform/graphql/context";
import { Remedy } from "../remedies/remedy.entity";
import { OrderPaymentStatusEnum, type OrderPaymentStatus, type PaymentPurpose } from "../payments/payment-enums.types";
import { Payment } from "../payments/payment.entity";
import { formerPayouts, paymentStatusOf } from "../payments/payment.pure";
import { Reads } from "../../platform/graphql/reads";

@Resolver(() => Order)
export class OrderPaymentsResolver {
  @FieldResolver(() => OrderPaymentStatusEnum, {
    description: "The state of its payment. Only confirmed payments make it PAID.",
  })
  async paymentStatus(@Ctx() ctx: Context, @Root() order: Order): Promise<OrderPaymentStatus> {
    return paymentStatusOf(order, await ctx.loaders.manyBy(Payment, "orderId", order.id));
  }

  @FieldResolver(() => [Payment], {
    description: "Payments for it, claimed ones included, the oldest first. For its parties and platform staff.",
  })
  async payments(@Ctx() ctx: Context, @Root() order: Order): Promise<Payment[]> {
    return paymentsFor(ctx, order, "ORDER");
  }

  @FieldResolver(() => [Payment], {
    description:
      "What of it the marketplace has given back outside any case, as it says, the oldest first: so much less is left for its cases to give back. For its parties and platform staff.",
  })
  async refunds(@Ctx() ctx: Context, @Root() order: Order): Promise<Payment[]> {
    return paymentsFor(ctx, order, "ORDER_REFUND");
  }
}

async function paymentsFor({ actor, loaders }: Context, order: Order, of: PaymentPurpose): Promise<Payment[]> {
  if (!maySeeOrder(actor, order)) return [];
  return (await loaders.manyBy(Payment, "orderId", order.id)).filter(({ purpose }) => purpose === of);
}

@Resolver(() => Complaint)
export class ComplaintRepaymentsResolver {
  @Reads<Complaint>("id")
  @FieldResolver(() => [Payment], {
    description:
      "What the consumer owes or has paid back to the provider's deposit, because a ruling by which it had received it was reversed on appeal; the oldest first. Without what a later ruling ordered again, and what finance gave up.",
  })
  async repayments(@Ctx() ctx: Context, @Root() complaint: Complaint): Promise<Payment[]> {
    const payments = await ctx.loaders.manyBy(Payment, "complaintId", complaint.id);
    return payments.filter(({ purpose, status }) => purpose === "REPAYMENT" && status !== "REJECTED");
  }

  @Reads<Complaint>("id")
  @FieldResolver(() => [Payment], {
    description:
      "What the consumer was sent from the provider's deposit because of a ruling that was reversed on appeal since, the oldest first: it counts for what is ordered now, or is owed back. What of it never came can be reported by its `remedyId`, see `reportCompensationMissing`. Without what belongs to a debt that the consumer paid back or finance gave up.",
  })
  async formerPayouts(@Ctx() ctx: Context, @Root() complaint: Complaint): Promise<Payment[]> {
    return formerPayouts(await ctx.loaders.manyBy(Payment, "complaintId", complaint.id));
  }
}

@Resolver(() => Remedy)
export class RemedyPayoutResolver {
  @Reads<Remedy>("id")
  @FieldResolver(() => [Payment], {
    description:
      "How it is or was paid in money, the oldest first: REFUND by the provider, PAYOUT from its deposit, whole or in parts. REPAYMENT: what the consumer owes back, see `Complaint.repayments`. Without those that were rejected, but with what the platform's payment side was to pay and did not.",
  })
  async payments(@Ctx() ctx: Context, @Root() remedy: Remedy): Promise<Payment[]> {
    const payments = await ctx.loaders.manyBy(Payment, "remedyId", remedy.id);
    return payments.filter(({ status, channel }) => status !== "REJECTED" || channel === "PLATFORM");
  }
}
