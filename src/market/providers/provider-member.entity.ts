import { Field, ID, ObjectType } from "type-graphql";
import { defineEnum } from "../../platform/graphql/enum";
import { Entity, Index, Unique } from "typeorm";
import { Account } from "../../accounts/account/account.entity";
import { Code, Id, Instant, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { Provider } from "./provider.entity";

export type MemberRole = keyof typeof MemberRole;
export const MemberRole = defineEnum("MemberRole", "What a person may do for a provider.", {
  OWNER: "May do everything staff may, and manages the provider's data and its members.",
  STAFF: "Publishes listings and promises, answers orders and complaints.",
});

@Entity("provider_member")
@Unique(["providerId", "accountId"])
@Index(["accountId"])
@ObjectType({ simpleResolvers: true, description: "A person who acts for a provider." })
export class ProviderMember {
  static readonly idPrefix = "mem";

  @Id()
  @Field(() => ID, { description: "Stable id, `mem_…`." })
  id: string;

  @Ref(() => Provider)
  providerId: string;

  @Ref(() => Account)
  accountId: string;

  @Code()
  @Field(() => MemberRole, { description: "What this person may do for the provider." })
  role: MemberRole;

  @Instant()
  @Field(() => DateTime, { description: "Since when they are a member." })
  addedAt: number;
}
