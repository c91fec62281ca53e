import { Entity, Index } from "typeorm";
import { Id, Instant } from "../../platform/database/columns";

/** When a provider's rates are to be checked next, after an event that may have raised them. */
@Entity("risk_watch")
@Index(["lookAt"])
export class RiskWatch {
  /** The provider's id. */
  @Id()
  id: string;

  @Instant({ nullable: true })
  lookAt: number | null;

  @Instant({ nullable: true })
  lookedAt: number | null;
}
