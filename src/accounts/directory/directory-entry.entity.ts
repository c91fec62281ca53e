import { Entity, Unique } from "typeorm";
import { Flag, Id, Instant, Json, Line, Ref } from "../../platform/database/columns";
import { Account } from "../account/account.entity";
import type { AccountRole } from "../actor/account-enums.types";

/** What the platform's own directory of people says of somebody: its identity provider, when they sign in, or its SCIM client. */
@Entity("directory_entry")
@Unique(["accountId"])
@Unique(["userName"])
export class DirectoryEntry {
  static readonly idPrefix = "dir";

  @Id()
  id: string;

  @Ref(() => Account)
  accountId: string;

  /** Folded as logins are; null: no SCIM client looks after them, or does no longer. */
  @Line(255, { nullable: true })
  userName: string | null;

  /** Stays beside a suspension by an administrator: each is lifted by whoever imposed it. */
  @Flag()
  isActive: boolean;

  /** What the directory calls their roles. */
  @Json()
  named: string[];

  /** The roles it gave, and so those that it takes. What was taken here since is not among them. */
  @Json()
  roles: AccountRole[];

  @Instant()
  createdAt: number;

  @Instant()
  changedAt: number;
}
