import { Entity, Unique } from "typeorm";
import { Field, ID, ObjectType } from "type-graphql";
import { Node } from "../../platform/graphql/node.types";
import { Code, Id, Instant } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";

/** A course's lasting identity; its content is in its versions. */
@Entity("course")
@Unique(["code"])
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "Training for providers (培训): lessons and a quiz. Its content is in its versions.",
})
export class Course {
  static readonly idPrefix = "crs";

  @Id()
  @Field(() => ID, { description: "Its id, `crs_…`." })
  id: string;

  @Code({ length: 64 })
  @Field(() => String, { description: "Its short name, the same in all versions, e.g. `getting-started`." })
  code: string;

  @Instant()
  @Field(() => DateTime, { description: "When its first draft was saved." })
  createdAt: number;
}
