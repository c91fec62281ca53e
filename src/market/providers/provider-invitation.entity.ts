import { Field, ID, ObjectType } from "type-graphql";
import { defineEnum } from "../../platform/graphql/enum";
import { Entity, Index } from "typeorm";
import { Account } from "../../accounts/account.entity";
import { Code, Id, Instant, Line, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { MemberRole } from "./provider-member.entity";
import { Provider } from "./provider.entity";

export type InvitationStatus = keyof typeof InvitationStatus;
export const InvitationStatus = defineEnum(
  "InvitationStatus",
  "What has become of an invitation to act for a provider.",
  {
    OPEN: "Nobody has answered it yet. An invitation that reached nobody looks the same.",
    ACCEPTED: "The person acts for the provider since then.",
    DECLINED: "The person does not want to.",
    WITHDRAWN: "An owner took it back, or the owner who made it is none any more.",
    EXPIRED: "Nobody answered in time.",
  },
);

/** An offer that binds nobody: until it is accepted the person is no member and nothing follows for them. */
@Entity("provider_invitation")
@Index(["providerId", "invitedAt", "id"])
@Index(["accountId", "status"])
@ObjectType({
  simpleResolvers: true,
  description: "A provider's invitation to somebody to act for it. It has no effect until that person accepts it.",
})
export class ProviderInvitation {
  static readonly idPrefix = "inv";

  @Id()
  @Field(() => ID, { description: "Stable id, `inv_…`." })
  id: string;

  @Ref(() => Provider)
  providerId: string;

  /** As it is looked up. */
  @Line(120)
  @Field(() => String, {
    description: "The login that was invited, in small letters. Says nothing of whether anybody has it.",
  })
  login: string;

  /** Who had the login when it was made; null when nobody had, or when it shall not reach them. Never told to the provider. */
  @Ref(() => Account, { nullable: true })
  accountId: string | null;

  @Code()
  @Field(() => MemberRole, { description: "What the person would be for the provider." })
  role: MemberRole;

  /** EXPIRED is never written: its date alone ends it. */
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

  /** The person wants to hear no more of this provider. To its owners the invitation stays one that nobody answers. */
  @Instant({ nullable: true })
  blockedAt: number | null;
}
