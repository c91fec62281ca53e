import { Entity, Index } from "typeorm";
import { Order } from "../../market/orders/order.entity";
import { Code, Id, Ref } from "../../platform/database/columns";
import type { KeptOutcome } from "./promise-outcome.pure";

/** How an order's promise is counted at present. */
@Entity("promise_outcome")
@Index(["orderId"])
export class PromiseOutcome {
  /** The order promise's. */
  @Id()
  id: string;

  @Ref(() => Order)
  orderId: string;

  /** null: not counted any more. */
  @Code({ nullable: true })
  outcome: KeptOutcome | null;
}
