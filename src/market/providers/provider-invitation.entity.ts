import { Field, ID, ObjectType } from "type-graphql";
import { defineEnum } from "../../platform/graphql/enum";
import { Entity, Index } from "typeorm";
import { Account } from "../../accounts/account/account.entity";
import { Code, Id, Instant, Line, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { MemberRole } from "./provider-member.entity";
import { Provider } from "./provider.entity";

export type InvitationStatus = keyof typeof InvitationStatus;
export const InvitationStatus = defineEnum("InvitationStatus", "The state of an invitation to act for a provider.", {
  OPEN: "Not answered yet. An invitation that reached no one looks the same.",
  ACCEPTED: "The person has acted for the provider since then.",
  DECLINED: "The person declined.",
  WITHDRAWN: "An owner withdrew it, or the owner who made it is no longer an owner.",
  EXPIRED: "Not answered in time.",
});

/** An offer that binds no one: until it is accepted the person is not a member and it has no effect for them. */
@Entity("provider_invitation")
@Index(["providerId", "invitedAt", "id"])
@Index(["accountId", "status"])
@ObjectType({
  simpleResolvers: true,
  description: "A provider's invitation to someone to act for it. It has no effect until that person accepts it.",
})
export class ProviderInvitation {
  static readonly idPrefix = "inv";

  @Id()
  @Field(() => ID, { description: "Stable id, `inv_…`." })
  id: string;

  @Ref(() => Provider)
  providerId: string;

  /** Folded, as logins are looked up. */
  @Line(120)
  @Field(() => String, {
    description: "The login that was invited, in lower case. Does not show whether anyone has it.",
  })
  login: string;

  /** The account that had the login when it was made; null when none had, or when it is not to reach them. Never shown to the provider. */
  @Ref(() => Account, { nullable: true })
  accountId: string | null;

  @Code()
  @Field(() => MemberRole, { description: "What the person would be for the provider." })
  role: MemberRole;

  /** EXPIRED is never stored: the date alone ends it. */
  @Code()
  status: Exclude<InvitationStatus, "EXPIRED">;

  @Ref(() => Account)
  invitedById: string;

  @Instant()
  @Field(() => DateTime, { description: "When it was made." })
  invitedAt: number;

  @Instant()
  @Field(() => DateTime, { description: "Until when it can be accepted." })
  expiresAt: number;

  @Instant({ nullable: true })
  endedAt: number | null;

  /** When the person blocked this provider. To its owners the invitation stays unanswered. */
  @Instant({ nullable: true })
  blockedAt: number | null;
}
