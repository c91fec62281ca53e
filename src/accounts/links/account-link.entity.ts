import { Entity, Index, Unique } from "typeorm";
import { Id, Instant, Line, Ref } from "../../platform/database/columns";
import { Account } from "../account/account.entity";

/** One-time access to an account without its password: it lets its holder choose a new one. Created by the operator's command line, or sent to a verified address. */
@Entity("account_link")
@Unique(["tokenHash"])
export class AccountLink {
  static readonly idPrefix = "lnk";

  @Id()
  id: string;

  @Ref(() => Account)
  @Index()
  accountId: string;

  /** SHA-256 of the token, hex. The token itself is 256 random bits, and is never stored. */
  @Line(64)
  tokenHash: string;

  @Instant()
  createdAt: number;

  @Instant()
  endsAt: number;

  /** Used, or replaced by a newer one. */
  @Instant({ nullable: true })
  endedAt: number | null;
}
