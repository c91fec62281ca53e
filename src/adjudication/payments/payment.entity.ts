import { Field, ID, Int, ObjectType } from "type-graphql";
import { Entity, Index, Unique } from "typeorm";
import { Account } from "../../accounts/account/account.entity";
import { Complaint } from "../../case/complaints/complaint.entity";
import { Order } from "../../market/orders/order.entity";
import { SaysForGood } from "../../platform/database/append-only";
import { Code, Id, Instant, Integer, Line, MinorUnits, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { Provider } from "../../market/providers/provider.entity";
import {
  PaymentChannelEnum,
  PaymentPurposeEnum,
  PaymentStatusEnum,
  type PaymentChannel,
  type PaymentPurpose,
  type PaymentStatus,
} from "./payment-enums.types";

/**
 * A sum of money that moved outside the platform, or is claimed to have. Changes only under its provider's lock. Whether an order is
 * paid is determined only by its rows with purpose ORDER and status CONFIRMED.
 */
/** What was paid: of what is to be paid, channel and reference come later. */
@SaysForGood<Payment>({
  recorded: false,
  says: [
    ...["id", "purpose", "providerId", "orderId", "penaltyId", "complaintId", "remedyId"],
    ...["amount", "currency", "claimedById", "claimedAt"],
  ] as const,
})
@Entity("payment")
@Unique(["channel", "referenceKey"])
@Index(["status", "claimedAt", "id"])
@Index(["status", "purpose", "claimedAt", "id"])
@Index(["providerId", "claimedAt", "id"])
@Index(["orderId", "status"])
@Index(["penaltyId"])
@Index(["complaintId"])
@Index(["remedyId"])
@Index(["claimedById", "status"])
@Index(["firstConfirmedById"])
@Index(["settledById"])
@ObjectType({
  simpleResolvers: true,
  description:
    "A sum of money that was paid outside the platform, or is claimed to have been. It counts only once it is CONFIRMED by the platform's finance or a payment provider. For its parties, the platform's finance staff and auditors.",
})
export class Payment {
  static readonly idPrefix = "pay";

  @Id()
  @Field(() => ID, { description: "Its id, `pay_…`." })
  id: string;

  @Code()
  @Field(() => PaymentPurposeEnum, { description: "What is paid for." })
  purpose: PaymentPurpose;

  @Ref(() => Provider)
  providerId: string;

  @Ref(() => Order, { nullable: true })
  @Field(() => ID, {
    nullable: true,
    description: "For ORDER and ORDER_REFUND: the order, `ord_…`; null for other purposes.",
  })
  orderId: string | null;

  @Ref("Penalty", { nullable: true })
  @Field(() => ID, { nullable: true, description: "For FINE: the penalty, `pen_…`; null for other purposes." })
  penaltyId: string | null;

  @Ref(() => Complaint, { nullable: true })
  @Field(() => ID, {
    nullable: true,
    description: "For REFUND, PAYOUT and REPAYMENT: the case, `cmp_…`; null for other purposes.",
  })
  complaintId: string | null;

  @Ref("Remedy", { nullable: true })
  @Field(() => ID, {
    nullable: true,
    description: "For REFUND, PAYOUT and REPAYMENT: the remedy concerned, `rmd_…`; null for other purposes.",
  })
  remedyId: string | null;

  @MinorUnits()
  amount: number;

  @Code({ length: 3 })
  currency: string;

  @Code({ nullable: true })
  @Field(() => PaymentChannelEnum, {
    nullable: true,
    description: "How it was paid; null for a PAYOUT that has not been sent yet, and for a REPAYMENT.",
  })
  channel: PaymentChannel | null;

  @Line(200, { nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      "The reference under which the channel's records list it; null for a PAYOUT that has not been sent yet, and for a REPAYMENT.",
  })
  reference: string | null;

  /** Folded, so that a payment cannot be claimed under two spellings; null once rejected, so that the real payer can claim it, and for what the marketplace received. */
  @Line(200, { nullable: true })
  referenceKey: string | null;

  @Code()
  @Field(() => PaymentStatusEnum, { description: "Status of the payment." })
  status: PaymentStatus;

  /** null for a PAYOUT or a REPAYMENT, which the system creates. */
  @Ref(() => Account, { nullable: true })
  claimedById: string | null;

  @Instant()
  @Field(() => DateTime, { description: "When it was claimed or, for PAYOUT, set aside or, for REPAYMENT, fell due." })
  claimedAt: number;

  @Ref(() => Account, { nullable: true })
  firstConfirmedById: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description:
      "When the first of two people confirmed a large sum, or would give up a large REPAYMENT; null before, and if one is enough.",
  })
  firstConfirmedAt: number | null;

  @Ref(() => Account, { nullable: true })
  settledById: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When it was confirmed or rejected; null before." })
  settledAt: number | null;

  @Line(500, { nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      "Why it was rejected; for a REPAYMENT also why the first of two would give it up; for a PAYOUT that was disputed, what the platform found; for a REFUND that is only the part that arrived, why. Null otherwise.",
  })
  reason: string | null;

  /** How often the consumer reported that it never arrived. */
  @Integer()
  reports: number;

  @Integer()
  @Field(() => Int, { description: "Increases with each change; see `expectedVersion` of the mutations." })
  version: number;
}
