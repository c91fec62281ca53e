import { Entity, Index, Unique } from "typeorm";
import { Field, ID, ObjectType } from "type-graphql";
import type { MachineFacts } from "../../market/orders/order-record.pure";
import { SaysForGood } from "../../platform/database/append-only";
import { Code, Id, Json, Line, LongText, MinorUnits, Ref } from "../../platform/database/columns";
import { PromiseKind } from "../../market/promises/promise-kind.types";
import { PromiseVersion } from "../../market/promises/promise-version.entity";
import { ServicePromise } from "../../market/promises/service-promise.entity";
import { Complaint } from "./complaint.entity";

/** A promise of an order can be the subject of one open case at a time. */
export const openKeyOf = (orderId: string, promiseId: string): string => `${orderId} ${promiseId}`;

@SaysForGood<Breach>({
  recorded: false,
  erasable: ["expected", "delivered"],
  says: [
    ...["id", "complaintId", "promiseId", "promiseVersionId"],
    ...["kind", "expected", "delivered", "amount", "machineFacts"],
  ] as const,
})
@Entity("breach")
@Unique(["openKey"])
@Index(["complaintId"])
@Index(["promiseVersionId"])
@Index(["promiseId"])
@ObjectType({
  simpleResolvers: true,
  description: "One promise version of the order that, the consumer says, was broken.",
})
export class Breach {
  static readonly idPrefix = "brc";

  @Id()
  @Field(() => ID, { description: "Its id, `brc_…`." })
  id: string;

  @Ref(() => Complaint)
  complaintId: string;

  @Ref(() => ServicePromise)
  promiseId: string;

  @Ref(() => PromiseVersion)
  promiseVersionId: string;

  @Code()
  @Field(() => PromiseKind, { description: "The promise's kind." })
  kind: PromiseKind;

  /** What the consumer expected. */
  @LongText()
  expected: string;

  @LongText()
  delivered: string;

  @MinorUnits()
  amount: number;

  /** Order and promise while the complaint is open: the unique key that refuses a second one. */
  @Line(81, { nullable: true })
  openKey: string | null;

  /** What the platform's own records showed about it when the complaint was opened; null when they showed nothing. */
  @Json({ nullable: true })
  machineFacts: MachineFacts | null;
}
