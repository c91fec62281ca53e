import { Entity, Index, Unique } from "typeorm";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Account } from "../../accounts/account/account.entity";
import { Code, Id, Instant, Integer, Json, Ref } from "../../platform/database/columns";
import { Bilingual } from "../../platform/graphql/bilingual";
import { DateTime } from "../../platform/graphql/scalars";
import { PromiseKind } from "../../market/promises/promise-kind.types";
import { Course } from "./course.entity";
import { PublicationStatus } from "./publication-status.types";
import { CourseAssignment, CourseTaker } from "./training-enums.types";

/** A draft is overwritten until it is published; after that nothing changes except that a later version supersedes it. */
@Entity("course_version")
@Unique(["courseId", "version"])
@Index(["status", "id"])
@Index(["savedById"])
@ObjectType({
  simpleResolvers: true,
  description: "The lessons and the quiz of a course. Public once published, except the correct answers.",
})
export class CourseVersion {
  static readonly idPrefix = "crv";

  @Id()
  @Field(() => ID, { description: "Its id, `crv_…`." })
  id: string;

  @Ref(() => Course)
  courseId: string;

  @Integer()
  @Field(() => Int, { description: "1, 2, 3 …" })
  version: number;

  @Code()
  @Field(() => PublicationStatus, { description: "Where it stands." })
  status: PublicationStatus;

  @Json()
  @Field(() => Bilingual, { description: "Title of the course." })
  title: Bilingual;

  @Json()
  @Field(() => Bilingual, { description: "What it is about, and for whom." })
  summary: Bilingual;

  @Code()
  @Field(() => CourseAssignment, { description: "When it is assigned automatically." })
  assignment: CourseAssignment;

  @Code()
  @Field(() => CourseTaker, { description: "Which members may pass it for their provider." })
  takenBy: CourseTaker;

  @Integer()
  @Field(() => Int, { description: "The percentage of questions that must be answered correctly, 50 to 100." })
  passMark: number;

  @Json()
  @Field(() => [String], {
    description: "The rules it is about, by their codes, e.g. `PRICE-1`; empty: none in particular.",
  })
  ruleCodes: string[];

  @Json()
  @Field(() => [PromiseKind], { description: "The kinds of promises it is about; empty: none in particular." })
  promiseKinds: PromiseKind[];

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
