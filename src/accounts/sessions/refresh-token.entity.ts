import { Entity, Index, Unique } from "typeorm";
import { Code, Id, Instant, Line, Ref } from "../../platform/database/columns";
import { Account } from "../account/account.entity";

/** One link of a session's chain of refresh tokens. */
@Entity("refresh_token")
@Unique(["tokenHash"])
export class RefreshToken {
  static readonly idPrefix = "rft";

  @Id()
  id: string;

  @Ref(() => Account)
  @Index()
  accountId: string;

  /** The session's id. */
  @Code()
  @Index()
  familyId: string;

  /** SHA-256 of the token, hex. The token itself is 256 random bits, so no salt is needed, and is never stored. */
  @Line(64)
  tokenHash: string;

  @Instant()
  issuedAt: number;

  @Instant()
  @Index()
  expiresAt: number;

  @Instant({ nullable: true })
  usedAt: number | null;
}
