import { Entity, Index } from "typeorm";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Node } from "../../platform/graphql/node.types";
import { Account } from "../../accounts/account/account.entity";
import { Flag, Id, Instant, Integer, Json, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { CourseVersion } from "./course-version.entity";
import { Enrolment } from "./enrolment.entity";

/** Changed only under its provider's lock. */
@Entity("course_attempt")
@Index(["enrolmentId", "id"])
@Index(["courseVersionId"])
@Index(["accountId"])
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "One member's attempt at a course's quiz. Each attempt has its own order of questions and options.",
})
export class Attempt {
  static readonly idPrefix = "att";

  @Id()
  @Field(() => ID, { description: "Its id, `att_…`." })
  id: string;

  @Ref(() => Enrolment)
  enrolmentId: string;

  @Ref(() => CourseVersion)
  courseVersionId: string;

  @Ref(() => Account)
  accountId: string;

  @Instant()
  @Field(() => DateTime, { description: "When it was begun." })
  startedAt: number;

  @Instant()
  @Field(() => DateTime, { description: "Until when it can be handed in." })
  expiresAt: number;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When it was handed in; null unless it was." })
  submittedAt: number | null;

  /** For each question, in the order asked, the chosen options by their displayed places. */
  @Json({ nullable: true })
  answers: number[][] | null;

  @Integer({ nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: "The percentage of questions answered correctly, rounded down; null until it is handed in.",
  })
  percent: number | null;

  @Flag({ nullable: true })
  passed: boolean | null;
}
