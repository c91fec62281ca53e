import { Entity, Index } from "typeorm";
import { Field, Int, ObjectType } from "type-graphql";
import { Id, Integer, Json, Ref } from "../../platform/database/columns";
import { Bilingual } from "../../platform/graphql/bilingual";
import { CourseVersion } from "./course-version.entity";

@Entity("course_lesson")
@Index(["courseVersionId", "position"])
@ObjectType("Lesson", { simpleResolvers: true, description: "One page of a course." })
export class CourseLesson {
  static readonly idPrefix = "lsn";

  @Id()
  id: string;

  @Ref(() => CourseVersion)
  courseVersionId: string;

  @Integer()
  @Field(() => Int, { description: "Its place in the course: 1, 2, 3 …" })
  position: number;

  @Json()
  @Field(() => Bilingual, { description: "Heading of the lesson." })
  title: Bilingual;

  @Json()
  @Field(() => Bilingual, { description: "What it teaches, in Markdown." })
  text: Bilingual;
}

export interface QuestionOption {
  text: Bilingual;
  correct: boolean;
}

/** Never shown in this form to the person who answers it: see quiz.pure.ts. */
@Entity("course_question")
@Index(["courseVersionId", "position"])
export class CourseQuestion {
  static readonly idPrefix = "qst";

  @Id()
  id: string;

  @Ref(() => CourseVersion)
  courseVersionId: string;

  @Integer()
  position: number;

  @Json()
  text: Bilingual;

  @Json()
  options: QuestionOption[];

  @Json()
  explanation: Bilingual;
}
