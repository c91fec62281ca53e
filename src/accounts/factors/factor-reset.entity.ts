import { Entity, Unique } from "typeorm";
import { Id, Instant, Ref } from "../../platform/database/columns";
import { Account } from "../account.entity";

/** One administrator wants a staff member's second factors taken away; it waits for another's word. */
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
