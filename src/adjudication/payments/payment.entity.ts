import { Field, ID, Int, ObjectType } from "type-graphql";
import { Entity, Index, Unique } from "typeorm";
import { Account } from "../../accounts/account.entity";
import { Complaint } from "../../case/complaints/complaint.entity";
import { Order } from "../../market/orders/order.entity";
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
 * A sum of money that moved outside the platform, or is said to have. Changes only under its provider's lock. Whether an order was
 * paid for is told by its rows of purpose ORDER and status CONFIRMED, and by nothing else.
 */
@Entity("payment")
@Unique(["channel", "referenceKey"])
@Index(["status", "claimedAt", "id"])
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
    "A sum of money that was paid outside the platform, or is said to have been. It counts only once it is CONFIRMED by somebody who holds it. For its parties, the platform's finance staff and auditors.",
})
export class Payment {
  static readonly idPrefix = "pay";

  @Id()
  @Field(() => ID, { description: "`pay_…`" })
  id: string;

  @Code()
  @Field(() => PaymentPurposeEnum, { description: "What for." })
  purpose: PaymentPurpose;

  @Ref(() => Provider)
  providerId: string;

  @Ref(() => Order, { nullable: true })
  @Field(() => ID, { nullable: true, description: "For ORDER: the order, `ord_…`." })
  orderId: string | null;

  @Ref("Penalty", { nullable: true })
  @Field(() => ID, { nullable: true, description: "For FINE: the penalty, `pen_…`." })
  penaltyId: string | null;

  @Ref(() => Complaint, { nullable: true })
  @Field(() => ID, { nullable: true, description: "For PAYOUT: the case, `cmp_…`." })
  complaintId: string | null;

  @Ref("Remedy", { nullable: true })
  @Field(() => ID, { nullable: true, description: "For PAYOUT: the remedy that it pays, `rmd_…`." })
  remedyId: string | null;

  @MinorUnits()
  amount: number;

  @Code({ length: 3 })
  currency: string;

  @Code({ nullable: true })
  @Field(() => PaymentChannelEnum, {
    nullable: true,
    description: "By which way it was paid; null for a PAYOUT that was not sent yet.",
  })
  channel: PaymentChannel | null;

  @Line(200, { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "By which the channel's records find it; null for a PAYOUT that was not sent yet.",
  })
  reference: string | null;

  /** Folded, so that one payment is not claimed under two spellings; null once rejected: whoever really paid may claim it then. */
  @Line(200, { nullable: true })
  referenceKey: string | null;

  @Code()
  @Field(() => PaymentStatusEnum, { description: "How far it has come." })
  status: PaymentStatus;

  /** null: the system's, for PAYOUT. */
  @Ref(() => Account, { nullable: true })
  claimedById: string | null;

  @Instant()
  @Field(() => DateTime, { description: "When it was claimed, or, for PAYOUT, set aside." })
  claimedAt: number;

  @Ref(() => Account, { nullable: true })
  firstConfirmedById: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "When the first of two persons confirmed a large sum; null before, and where one is enough.",
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
    description: "Why it was rejected; for a PAYOUT that was disputed, what the platform found.",
  })
  reason: string | null;

  /** How often the consumer said that it never came. */
  @Integer()
  reports: number;

  @Integer()
  @Field(() => Int, { description: "Counts its changes; see `expectedVersion` of the mutations." })
  version: number;
}
