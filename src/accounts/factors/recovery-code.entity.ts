import { Entity, Index, Unique } from "typeorm";
import { Id, Instant, Line, Ref } from "../../platform/database/columns";
import { Account } from "../account/account.entity";

@Entity("recovery_code")
@Unique(["codeHash"])
export class RecoveryCode {
  static readonly idPrefix = "rcv";

  @Id()
  id: string;

  @Ref(() => Account)
  @Index()
  accountId: string;

  /** SHA-256 of the folded code, hex. A code is 80 random bits, so no salt is needed, and is never stored. */
  @Line(64)
  codeHash: string;

  @Instant({ nullable: true })
  usedAt: number | null;
}
