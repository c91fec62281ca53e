import { Entity, Index, Unique } from "typeorm";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Account } from "../../accounts/account/account.entity";
import { ComplaintStatusEnum } from "../../case/complaints/case-enums.types";
import type { ComplaintStatus } from "../../case/complaints/complaint.lifecycle";
import { Code, Flag, Id, Instant, Integer, Json, Ref } from "../../platform/database/columns";
import { Tracked } from "../../platform/database/tracked";
import { Bilingual } from "../../platform/graphql/bilingual";
import { DateTime } from "../../platform/graphql/scalars";
import { PromiseKind } from "../../market/promises/promise-kind.types";
import { PublicationStatus } from "../training/publication-status.types";
import { Guide } from "./guide.entity";

/** A draft is overwritten until it is published; after that nothing changes except that a later version supersedes it. */
@Tracked<GuideVersion>({ by: ["guideId"], shown: ({ publishedAt }) => publishedAt !== null })
@Entity("guide_version")
@Unique(["guideId", "version"])
@Index(["status", "id"])
@Index(["savedById"])
@ObjectType({ simpleResolvers: true, description: "The text of a guide from one publication to the next. Public." })
export class GuideVersion {
  static readonly idPrefix = "guv";

  @Id()
  @Field(() => ID, { description: "Its id, `guv_…`." })
  id: string;

  @Ref(() => Guide)
  guideId: string;

  @Integer()
  @Field(() => Int, { description: "1, 2, 3 …" })
  version: number;

  @Code()
  @Field(() => PublicationStatus, { description: "Where it stands." })
  status: PublicationStatus;

  @Json()
  @Field(() => Bilingual, { description: "Title of the guide." })
  title: Bilingual;

  @Json()
  @Field(() => Bilingual, { description: "What it helps with, in a line or two." })
  summary: Bilingual;

  @Json()
  @Field(() => Bilingual, { description: "What it says, in Markdown." })
  body: Bilingual;

  @Json()
  @Field(() => [PromiseKind], {
    description: "The kinds of broken promises it helps with; empty: any.",
  })
  breachKinds: PromiseKind[];

  @Json()
  @Field(() => [ComplaintStatusEnum], {
    description: "The states of a case in which it helps; may be empty.",
  })
  caseStates: ComplaintStatus[];

  /** Whether it helps before there is a case. */
  @Flag()
  beforeCase: boolean;

  /** Null for routes that come with the platform. */
  @Ref(() => Account, { nullable: true })
  savedById: string | null;

  @Instant()
  @Field(() => DateTime, { description: "When it was last written." })
  savedAt: number;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When it was published; null while it is a draft." })
  publishedAt: number | null;
}
