import { Field, ID, ObjectType } from "type-graphql";
import { Entity, Index, Unique } from "typeorm";
import { Account } from "../../accounts/account/account.entity";
import { Id, Instant, Line, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { ApiClient } from "./api-client.entity";

@Entity("api_key")
@Unique(["secretHash"])
@ObjectType({
  simpleResolvers: true,
  description: "A key of an API client. Several may be valid at once, so that one can replace another without a pause.",
})
export class ApiKey {
  static readonly idPrefix = "apk";

  @Id()
  @Field(() => ID, { description: "Stable id, `apk_…`." })
  id: string;

  @Ref(() => ApiClient)
  @Index()
  clientId: string;

  /** SHA-256 of the key, hex. The key itself has 256 random bits, and is never stored. */
  @Line(64)
  secretHash: string;

  @Line(4)
  @Field(() => String, { description: "The last four characters of the key." })
  hint: string;

  @Ref(() => Account)
  @Index()
  createdById: string;

  @Instant()
  @Field(() => DateTime, { description: "When it was made." })
  createdAt: number;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "Until when it is accepted; null: until it is revoked." })
  expiresAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "When it was last used, to about a minute; null: it never was.",
  })
  lastUsedAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "Since when it is revoked; null: it is not." })
  revokedAt: number | null;
}
