import { Column, Entity, Index, Unique } from "typeorm";
import { Field, ID, ObjectType } from "type-graphql";
import { defineEnum } from "../../platform/graphql/enum";
import { Account } from "../../accounts/account/account.entity";
import { ReturnStatusEnum } from "../complaints/case-enums.types";
import { Complaint } from "../complaints/complaint.entity";
import type { ReturnStatus } from "../complaints/complaint-guards.pure";
import { Code, Id, Instant, LongText, MinorUnits, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";

export const ReturnCondition = defineEnum(
  "ReturnCondition",
  "What the provider found when the goods should have come back. Only intact goods are refunded.",
  {
    INTACT: "The goods are back, and intact (商品完好).",
    DAMAGED: "The goods are back, but damaged or used.",
    EMPTY_PARCEL: "The parcel came without the goods.",
    WRONG_ITEM: "Something else was in the parcel.",
    NOT_ARRIVED: "No parcel came.",
  },
);
export type ReturnCondition = keyof typeof ReturnCondition;

/** Changes only under its complaint's lock. Belongs to a settlement or to a remedy, never to both. */
@Entity("return_case")
@Unique(["remedyId"])
@Unique(["settlementId"])
@Index(["complaintId", "id"])
@Index(["decidedById"])
@Index(["status", "contestedAt", "id"])
@ObjectType({
  simpleResolvers: true,
  description:
    "Goods that go back before the money does (退货退款), as agreed or as ordered. Goods are refunded when sent within the window and returned intact: the consumer sends it by `shipBy`, otherwise nothing is refunded; the provider says within 7 days what arrived, and its silence counts as intact; the consumer may contest what it says within 7 days, and a moderator decides. Then the time for the refund begins, and the return ends with the consumer's confirmation or silence. The days are house rules. For the parties and platform staff.",
})
export class ReturnCase {
  static readonly idPrefix = "ret";

  @Id()
  @Field(() => ID, { description: "Its id, `ret_…`." })
  id: string;

  @Ref(() => Complaint)
  complaintId: string;

  @Ref("Remedy", { nullable: true })
  @Field(() => ID, { nullable: true, description: "The remedy that orders it, `rmd_…`; null when it was agreed." })
  remedyId: string | null;

  @Ref("Settlement", { nullable: true })
  @Field(() => ID, { nullable: true, description: "The settlement that agrees it, `stl_…`; null when it was ordered." })
  settlementId: string | null;

  @Code()
  @Field(() => ReturnStatusEnum, { description: "How far it has come." })
  status: ReturnStatus;

  @Instant()
  @Field(() => DateTime, {
    description: "When the window opened: the offer was accepted, or the ruling became final.",
  })
  openedAt: number;

  @Instant()
  @Field(() => DateTime, {
    description: "Until when the consumer may send the goods; later by the time that the case was stayed.",
  })
  shipBy: number;

  @LongText({ nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "Carrier and tracking number, as the consumer gave them; null before the goods were sent.",
  })
  shipment: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "When the consumer said that the goods are on their way; null before.",
  })
  shippedAt: number | null;

  // CONDITION is a reserved word in MySQL.
  @Column("varchar", { name: "goods_condition", length: 40, nullable: true })
  @Field(() => ReturnCondition, {
    nullable: true,
    description: "What the provider found; null while it has said nothing, also when its silence counted as intact.",
  })
  condition: ReturnCondition | null;

  @LongText({ nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "What the provider found, in its words; null when it has said nothing more.",
  })
  conditionNote: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "When the provider said what it found, or its time to do so ended; null before.",
  })
  receivedAt: number | null;

  @LongText({ nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "Why the consumer contests what the provider says; null unless they do.",
  })
  contestReason: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When the consumer contested it; null unless they did." })
  contestedAt: number | null;

  @LongText({ nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "The moderator's reasons; null unless it was contested and decided.",
  })
  decisionReason: string | null;

  @Ref(() => Account, { nullable: true })
  decidedById: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When the moderator decided; null unless one did." })
  decidedAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When it ended, REFUNDED or LAPSED; null before." })
  endedAt: number | null;

  @MinorUnits()
  refundAmount: number;

  @Code({ length: 3 })
  refundCurrency: string;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description:
      "When the refund counted as done: the consumer confirmed it or did not contest its proof, or it was paid from the provider's deposit. Null before.",
  })
  refundedAt: number | null;
}
