import { Entity, Unique } from "typeorm";
import { Id, Instant, Ref } from "../../platform/database/columns";
import { Account } from "../account/account.entity";

/** One administrator has requested the removal of a staff member's second factors; it waits for another's approval. */
@Entity("factor_reset")
@Unique(["accountId"])
export class FactorReset {
  static readonly idPrefix = "frs";

  @Id()
  id: string;

  @Ref(() => Account)
  accountId: string;

  @Ref(() => Account)
  askedById: string;

  @Instant()
  askedAt: number;
}
