import { Entity, Unique } from "typeorm";
import { Field, ID, ObjectType } from "type-graphql";
import { Code, Id, Instant } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { GuideAudience } from "./guide-enums.types";

/** A guide's lasting identity; what it says stands in its versions. */
@Entity("guide")
@Unique(["code"])
@ObjectType({
  simpleResolvers: true,
  description: "Advice of the platform's, written to be read in a few minutes. What it says stands in its versions.",
})
export class Guide {
  static readonly idPrefix = "gui";

  @Id()
  @Field(() => ID, { description: "`gui_…`" })
  id: string;

  @Code({ length: 64 })
  @Field(() => String, { description: "Its short name, the same in all versions, e.g. `keep-evidence`." })
  code: string;

  @Code()
  @Field(() => GuideAudience, { description: "For whom it is written." })
  audience: GuideAudience;

  @Instant()
  createdAt: number;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "Since when it is neither listed nor suggested any more; null while it is.",
  })
  withdrawnAt: number | null;
}
