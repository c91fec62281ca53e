import { Entity, Unique } from "typeorm";
import { Field, ID, ObjectType } from "type-graphql";
import { Node } from "../../platform/graphql/node.types";
import { Code, Id, Instant } from "../../platform/database/columns";
import { Tracked } from "../../platform/database/tracked";
import { DateTime } from "../../platform/graphql/scalars";
import { GuideAudience } from "./guide-enums.types";

/** A guide's lasting identity; its text is in its versions. */
@Tracked({ unseenAtFirst: true })
@Entity("guide")
@Unique(["code"])
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "Advice by the platform, to be read in a few minutes. Its text is in its versions.",
})
export class Guide {
  static readonly idPrefix = "gui";

  @Id()
  @Field(() => ID, { description: "Its id, `gui_…`." })
  id: string;

  @Code({ length: 64 })
  @Field(() => String, { description: "Its short name, the same in all versions, e.g. `keep-evidence`." })
  code: string;

  @Code()
  @Field(() => GuideAudience, { description: "The audience it is written for." })
  audience: GuideAudience;

  @Instant()
  createdAt: number;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "Since when it is no longer listed or suggested; null while it is.",
  })
  withdrawnAt: number | null;
}
