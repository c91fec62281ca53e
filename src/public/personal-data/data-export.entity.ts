import { Field, Float, ID, ObjectType } from "type-graphql";
import { Entity, Index } from "typeorm";
import { Account } from "../../accounts/account/account.entity";
import { BigInteger, Code, Id, Instant, Line, Ref } from "../../platform/database/columns";
import { Node } from "../../platform/graphql/node.types";
import { DateTime } from "../../platform/graphql/scalars";

@Entity("data_export")
@Index(["accountId", "requestedAt", "id"])
@Index(["removedAt", "keptUntil"])
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "个人数据副本. An archive (ZIP) of all that the platform holds on a person: JSON by subject, the evidence they submitted, and a page in both languages that says what is where. Seen by that person only.",
})
export class DataExport {
  static readonly idPrefix = "dex";

  @Id()
  @Field(() => ID, { description: "Its id, `dex_…`." })
  id: string;

  @Ref(() => Account)
  accountId: string;

  @Instant()
  @Field(() => DateTime, { description: "When it was requested." })
  requestedAt: number;

  @Code()
  jobId: string;

  @Instant()
  @Field(() => DateTime, { description: "Until when the archive is kept." })
  keptUntil: number;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When it was ready; null before." })
  readyAt: number | null;

  /** Null until it is ready, and once it was removed. */
  @Line(64, { nullable: true })
  storageKey: string | null;

  @BigInteger({ nullable: true })
  @Field(() => Float, { nullable: true, description: "Size of the archive in bytes; null until it is ready." })
  size: number | null;

  @Line(64, { nullable: true })
  @Field(() => String, { nullable: true, description: "SHA-256 of the archive, hex; null until it is ready." })
  sha256: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When the archive was removed; null while it is kept." })
  removedAt: number | null;
}
