import { Entity, Index, Unique } from "typeorm";
import { Id, Instant, Line, Ref } from "../../platform/database/columns";
import { Account } from "../account/account.entity";

/** A device on which the person has signed in before: others' wrong passwords do not slow it. */
@Entity("known_device")
@Unique(["tokenHash"])
export class KnownDevice {
  static readonly idPrefix = "dev";

  @Id()
  id: string;

  @Ref(() => Account)
  @Index()
  accountId: string;

  /** SHA-256, hex; like a refresh token's. */
  @Line(64)
  tokenHash: string;

  @Instant()
  createdAt: number;

  @Instant()
  @Index()
  lastUsedAt: number;
}
