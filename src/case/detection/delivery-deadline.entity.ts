import { Entity, Index } from "typeorm";
import { Id, Instant } from "../../platform/database/columns";

/** By when an order is promised to be delivered. Deleted once that time has passed, whatever happened. */
@Entity("delivery_deadline")
@Index(["dueAt", "id"])
export class DeliveryDeadline {
  /** The order's id. */
  @Id()
  id: string;

  @Instant()
  dueAt: number;
}
