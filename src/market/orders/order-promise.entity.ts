import { Field, ObjectType } from "type-graphql";
import { Entity, Index, Unique } from "typeorm";
import { AppendOnly } from "../../platform/database/append-only";
import { Id, Line, Ref } from "../../platform/database/columns";
import { PromiseVersion } from "../promises/promise-version.entity";
import { Order } from "./order.entity";

/** Written in the order's own transaction, whose event commits to it, see `makeOrder`. Never changed. */
@AppendOnly({ recorded: false })
@Entity("order_promise")
@Unique(["orderId", "promiseVersionId"])
@Index(["promiseVersionId"])
@ObjectType({
  simpleResolvers: true,
  description:
    "A promise version that was in force when the order was placed, and so belongs to the order permanently.",
})
export class OrderPromise {
  static readonly idPrefix = "opr";

  @Id()
  id: string;

  @Ref(() => Order)
  orderId: string;

  @Ref(() => PromiseVersion)
  promiseVersionId: string;

  @Line(64)
  @Field(() => String, {
    description:
      "The version's digest as it was when the order was placed: SHA-256, lower-case hex. See `PromiseVersion.digest`.",
  })
  digest: string;
}
