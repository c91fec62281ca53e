import { Field, ID, ObjectType } from "type-graphql";
import { defineEnum } from "../../platform/graphql/enum";
import { Entity, Index, Unique } from "typeorm";
import { SaysForGood } from "../../platform/database/append-only";
import { Code, Id, Instant, Line, MinorUnits, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { Provider } from "../../market/providers/provider.entity";
import { Penalty } from "./penalty.entity";

export const FineStatus = defineEnum("FineStatus", "The status of a contract charge.", {
  DUE: "To be paid by `dueAt`; then it is taken from the deposit, if that is sufficient.",
  OVERDUE: "Not paid in time, and the deposit was insufficient.",
  PAID: "It was paid.",
  CANCELLED: "The ruling was reversed before it was paid.",
  REFUNDED: "It was paid, the ruling was reversed, and the money went to the deposit.",
});
export type FineStatus = keyof typeof FineStatus;

export const FinePayment = defineEnum("FinePayment", "How a contract charge is paid.", {
  DEPOSIT: "From the provider's deposit (保证金).",
  TRANSFER: "By a transfer with a reference.",
});
export type FinePayment = keyof typeof FinePayment;

/** What is owed under a penalty of kind FINE, from the time it acts. Changes only under its provider's lock. */
@SaysForGood<Fine>({ says: ["id", "providerId", "penaltyId", "amount", "currency", "dueAt"] })
@Entity("fine")
@Unique(["penaltyId"])
@Index(["providerId", "status"])
@Index(["status", "dueAt"])
@ObjectType({
  simpleResolvers: true,
  description: "The payment of a contract charge (违约金). For the provider's members and platform staff.",
})
export class Fine {
  static readonly idPrefix = "fin";

  @Id()
  @Field(() => ID, { description: "Its id, `fin_…`." })
  id: string;

  @Ref(() => Provider)
  providerId: string;

  @Ref(() => Penalty)
  penaltyId: string;

  @MinorUnits()
  amount: number;

  @Code({ length: 3 })
  currency: string;

  @Code()
  @Field(() => FineStatus, { description: "Status of the fine." })
  status: FineStatus;

  @Instant()
  @Field(() => DateTime, { description: "By when it must be paid." })
  dueAt: number;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When it was paid; null while it is not." })
  paidAt: number | null;

  @Code({ nullable: true })
  @Field(() => FinePayment, { nullable: true, description: "How it was paid; null while it is not." })
  paidBy: FinePayment | null;

  @Line(200, { nullable: true })
  @Field(() => String, { nullable: true, description: "Reference of the transfer; null for other ways." })
  reference: string | null;
}
