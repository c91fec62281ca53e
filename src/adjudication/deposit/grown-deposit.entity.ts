import { Entity, Unique } from "typeorm";
import { Provider } from "../../market/providers/provider.entity";
import { Id, Instant, Ref } from "../../platform/database/columns";

/**
 * A deposit to which money came back, or which nothing holds up any longer, while the cases of those who wait for it could not be locked, as a
 * provider is locked after them. Written under the provider's lock; gone once they were paid, see sweep-grown-deposits.ts.
 */
@Entity("grown_deposit")
@Unique(["providerId"])
export class GrownDeposit {
  static readonly idPrefix = "grw";

  @Id()
  id: string;

  @Ref(() => Provider)
  providerId: string;

  @Instant()
  grownAt: number;
}
