import { Entity, Index, Unique } from "typeorm";
import { Complaint } from "../../case/complaints/complaint.entity";
import { Provider } from "../../market/providers/provider.entity";
import { Id, Instant, Ref } from "../../platform/database/columns";

/** A grave case because of which a provider is paid nothing out. Changes only under the provider's lock. */
@Entity("payout_hold")
@Unique(["complaintId"])
@Index(["releasedAt"])
@Index(["providerId", "releasedAt"])
export class PayoutHold {
  static readonly idPrefix = "hld";

  @Id()
  id: string;

  @Ref(() => Provider)
  providerId: string;

  @Ref(() => Complaint)
  complaintId: string;

  @Instant()
  heldAt: number;

  @Instant({ nullable: true })
  releasedAt: number | null;
}
