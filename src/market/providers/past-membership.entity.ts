import { Entity, Index } from "typeorm";
import { Account } from "../../accounts/account/account.entity";
import { Code, Id, Instant, Ref } from "../../platform/database/columns";
import type { MemberRole } from "./provider-member.entity";
import { Provider } from "./provider.entity";

/** Someone acted for a provider for a time. Separate from present memberships, so that no one counts as a member by mistake. */
@Entity("past_membership")
@Index(["accountId", "endedAt"])
@Index(["providerId"])
export class PastMembership {
  static readonly idPrefix = "pms";

  @Id()
  id: string;

  @Ref(() => Provider)
  providerId: string;

  @Ref(() => Account)
  accountId: string;

  @Code()
  role: MemberRole;

  @Instant()
  joinedAt: number;

  @Instant()
  endedAt: number;
}
