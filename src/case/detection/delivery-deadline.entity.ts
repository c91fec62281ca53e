import { Entity, Index } from "typeorm";
import { Id, Instant } from "../../platform/database/columns";

/** By when an order is promised to be delivered. Gone once that has passed, whatever came of it. */
@Entity("delivery_deadline")
@Index(["dueAt", "id"])
export class DeliveryDeadline {
  /** The order's id. */
  @Id()
  id: string;

  @Instant()
  dueAt: number;
}
