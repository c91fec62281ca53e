import {
  Arg,
  Args,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { Bilingual } from "../../platform/graphql/bilingual";
import { Connection, PageArgs, pageOfRows, type Page } from "../../platform/graphql/connection";
import { TitleArgs } from "../../platform/graphql/title-args.types";
import { defineActions, type Available } from "../../platform/graphql/available-action";
import { Context } from "../../platform/graphql/context";
import { INPUT, type MutationInput, MutationPayload } from "../../platform/graphql/idempotency";
import type { Role } from "../../accounts/actor/actor";
import { CourseLesson, CourseQuestion } from "./course-parts.entity";
import { CourseVersion } from "./course-version.entity";
import { Course } from "./course.entity";
import { PublishCourseInput, SaveCourseDraftInput } from "./course.types";
import { CourseConnection, findCourse, listCourses, versionsOf } from "./course.queries";
import { mayPublish, maySeeDrafts, mayWrite } from "./publication.policy";
import { publishCourse } from "./publish-course";
import { saveCourseDraft } from "./save-course-draft";
import { one, Reads } from "../../platform/graphql/reads";

@ObjectType({ simpleResolvers: true, description: "The version after the command." })
class CourseVersionPayload extends MutationPayload {
  @Field(() => CourseVersion, { description: "The version of the course as it stands now." })
  courseVersion: CourseVersion;
}

@ObjectType({ simpleResolvers: true, description: "One possible answer, for those who write the quiz." })
class CourseOption {
  @Field(() => Bilingual, { description: "What it says." })
  text: Bilingual;

  @Field(() => Boolean, { description: "It must be chosen." })
  correct: boolean;
}

@ObjectType({ simpleResolvers: true, description: "One question, for those who write the quiz." })
class CourseQuestionShown {
  @Field(() => Bilingual, { description: "What is asked." })
  text: Bilingual;

  @Field(() => [CourseOption], { description: "The answers to choose from, as they were written." })
  options: CourseOption[];

  @Field(() => Bilingual, { description: "Why the right answer is right." })
  explanation: Bilingual;
}

const CourseVersionConnection = Connection(CourseVersion, "CourseVersion");

const courseActions = defineActions("Course", "a course", { WRITE: "saveCourseDraft", ASSIGN: "assignCourse" });
const courseVersionActions = defineActions("CourseVersion", "a version of a course", { PUBLISH: "publishCourse" });

@Resolver(() => Course)
export class CourseResolver {
  @Authorized<Role>("TRAINER")
  @Mutation(() => CourseVersionPayload, {
    description:
      "Writes a course's complete draft: of a new course, of the next version of a published one, or in place of the present draft. Not used before `publishCourse`. Refused: BAD_USER_INPUT for a question without a correct answer or a rule that does not exist, STALE_VERSION and ALREADY_EXISTS as described at `expectedSavedAt`.",
  })
  async saveCourseDraft(
    @Arg("input", () => SaveCourseDraftInput, INPUT) input: SaveCourseDraftInput,
    @Ctx() ctx: Context,
  ): Promise<CourseVersionPayload> {
    const { courseVersionId } = await ctx.command("saveCourseDraft", input, (tx, actor) =>
      saveCourseDraft(tx, actor, input),
    );
    return payload(ctx, input, courseVersionId);
  }

  @Authorized<Role>("TRAINER")
  @Mutation(() => CourseVersionPayload, {
    description:
      "Publishes a draft, which becomes the course's current version; the previous one is SUPERSEDED, and attempts begun on it can be finished. A published version never changes. Refused: NOT_FOUND, NOT_IN_THIS_STATE when it is no draft, or when no course would be left for rulings to assign.",
  })
  async publishCourse(
    @Arg("input", () => PublishCourseInput, INPUT) input: PublishCourseInput,
    @Ctx() ctx: Context,
  ): Promise<CourseVersionPayload> {
    const { courseVersionId } = await ctx.command("publishCourse", input, (tx, actor) =>
      publishCourse(tx, actor, input),
    );
    return payload(ctx, input, courseVersionId);
  }

  @Query(() => CourseConnection, {
    description:
      "The published courses, by code; trainers and auditors also see those not published yet. Public. Refused: CURSOR_INVALID for the cursor of another list.",
  })
  courses(
    @Args(() => TitleArgs) { text }: TitleArgs,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<Page<Course>> {
    return listCourses(ctx, text || null, args);
  }

  @Query(() => Course, { nullable: true, description: "The course; null when there is none. Public." })
  course(
    @Arg("id", () => ID, { description: "Its id, `crs_…`." }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Course | null> {
    return findCourse(ctx, id);
  }

  @FieldResolver(() => [courseActions.AvailableAction], {
    description:
      "What trainers may do with it; it is assigned once it has a published version. Empty for everyone else.",
  })
  async availableActions(@Root() course: Course, @Ctx() ctx: Context): Promise<Available<"WRITE" | "ASSIGN">[]> {
    if (!mayWrite(ctx.actor)) return [];
    const isPublished = (await this.current(course, ctx)) !== null;
    return courseActions.availableTo(ctx, (action) =>
      action === "WRITE" || isPublished ? null : { code: "NOT_IN_THIS_STATE" },
    );
  }

  @Reads<Course>("id")
  @FieldResolver(() => CourseVersion, {
    nullable: true,
    description: "Its current version; null only for a course not published yet, which trainers and auditors can see.",
  })
  async current(@Root() course: Course, @Ctx() ctx: Context): Promise<CourseVersion | null> {
    return (await versionsOf(ctx, course.id)).find(({ status }) => status === "PUBLISHED") ?? null;
  }

  @Reads<Course>("id")
  @FieldResolver(() => CourseVersionConnection, {
    description: "All its versions, the latest first; the draft is for trainers and auditors only.",
  })
  async versions(
    @Root() { id }: Course,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<Page<CourseVersion>> {
    return pageOfRows(ctx.services.sealer, args, `versions ${id}`, await versionsOf(ctx, id));
  }
}

@Resolver(() => CourseVersion)
export class CourseVersionResolver {
  @Reads<CourseVersion>("id", one(Course, "courseId"))
  @FieldResolver(() => Course, { description: "The course it is a version of." })
  async course(@Root() version: CourseVersion, @Ctx() ctx: Context): Promise<Course> {
    const course = await ctx.loaders.one(Course, version, "courseId");
    if (!course) throw new Error(`no course for course version ${version.id}`);
    return course;
  }

  @FieldResolver(() => [courseVersionActions.AvailableAction], { description: "What trainers may do with a draft." })
  availableActions(@Root() version: CourseVersion, @Ctx() ctx: Context): Available<"PUBLISH">[] {
    return courseVersionActions.availableTo(ctx, () => (mayPublish(ctx.actor, version) ? null : { code: "FORBIDDEN" }));
  }

  @Reads<CourseVersion>("id")
  @FieldResolver(() => [CourseLesson], { description: "Its pages, in order." })
  lessons(@Root() version: CourseVersion, @Ctx() ctx: Context): Promise<CourseLesson[]> {
    return ctx.loaders.manyBy(CourseLesson, "courseVersionId", version.id, "ORDER BY position");
  }

  @FieldResolver(() => Int, { description: "How many questions the quiz has." })
  async questionCount(@Root() version: CourseVersion, @Ctx() ctx: Context): Promise<number> {
    return (await questionsOf(ctx, version)).length;
  }

  @FieldResolver(() => [CourseQuestionShown], {
    nullable: true,
    description:
      "The quiz with its correct answers, for trainers and auditors; null for others, who see it in their own attempts.",
  })
  async questions(@Root() version: CourseVersion, @Ctx() ctx: Context): Promise<CourseQuestionShown[] | null> {
    return maySeeDrafts(ctx.actor) ? questionsOf(ctx, version) : null;
  }
}

const questionsOf = (ctx: Context, { id }: CourseVersion): Promise<CourseQuestion[]> =>
  ctx.loaders.manyBy(CourseQuestion, "courseVersionId", id, "ORDER BY position");

async function payload(ctx: Context, { clientMutationId }: MutationInput, id: string): Promise<CourseVersionPayload> {
  const courseVersion = await ctx.loaders.byId(CourseVersion, id);
  if (!courseVersion) throw new Error(`course version ${id} not found`);
  return { clientMutationId, courseVersion };
}
