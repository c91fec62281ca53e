import { Field, ID, InputType, Int } from "type-graphql";
import { BilingualLineInput, BilingualTextInput } from "../../platform/graphql/bilingual";
import { MutationInput } from "../../platform/graphql/idempotency";
import { ListOf, TextField, WithinBounds } from "../../platform/graphql/text-field";
import { PromiseKind } from "../../market/promises/promise-kind.types";
import { SaveDraftInput } from "./save-draft.types";
import { CourseAssignment, CourseTaker } from "./training-enums.types";

@InputType({ description: "One page of a course." })
export class LessonInput {
  @Field(() => BilingualLineInput, { description: "Heading of the lesson." })
  title: BilingualLineInput;

  @Field(() => BilingualTextInput, { description: "What it teaches, in Markdown." })
  text: BilingualTextInput;
}

@InputType({ description: "One possible answer." })
export class QuestionOptionInput {
  @Field(() => BilingualLineInput, { description: "What it says." })
  text: BilingualLineInput;

  @Field(() => Boolean, { description: "Whether it must be chosen; incorrect options must not be." })
  correct: boolean;
}

@InputType({
  description: "One question of a quiz. The order of the options does not matter: each attempt has its own.",
})
export class QuestionInput {
  @Field(() => BilingualLineInput, { description: "What is asked." })
  text: BilingualLineInput;

  @Field(() => [QuestionOptionInput], { description: "2 to 6 answers to choose from, at least one of them correct." })
  @ListOf(2, 6)
  options: QuestionOptionInput[];

  @Field(() => BilingualTextInput, {
    description: "Why the correct answer is correct; shown once the quiz is handed in.",
  })
  explanation: BilingualTextInput;
}

@InputType({ description: "The complete content of a course; replaces an earlier draft." })
export class SaveCourseDraftInput extends SaveDraftInput {
  @TextField({
    max: 64,
    pattern: { regex: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, like: "getting-started" },
    description:
      "The course's short name: small letters, digits and hyphens, e.g. `getting-started`. An unused one makes a new course.",
  })
  code: string;

  @Field(() => CourseAssignment, { description: "When it is assigned automatically." })
  assignment: CourseAssignment;

  @Field(() => CourseTaker, { description: "Which members may pass it for their provider." })
  takenBy: CourseTaker;

  @Field(() => Int, { description: "The percentage of questions that must be answered correctly, 50 to 100." })
  @WithinBounds(50, 100)
  passMark: number;

  @Field(() => BilingualLineInput, { description: "Title of the course." })
  title: BilingualLineInput;

  @Field(() => BilingualTextInput, { description: "What it is about, and for whom." })
  summary: BilingualTextInput;

  @Field(() => [String], {
    defaultValue: [],
    description: "The rules it is about, by their codes, e.g. `PRICE-1`; repetitions are dropped.",
  })
  @ListOf(0, 20)
  ruleCodes: string[];

  @Field(() => [PromiseKind], {
    defaultValue: [],
    description: "The kinds of promises it is about; repetitions are dropped.",
  })
  @ListOf(0, 9)
  promiseKinds: PromiseKind[];

  @Field(() => [LessonInput], { description: "1 to 20 pages, in the order in which they are read." })
  @ListOf(1, 20)
  lessons: LessonInput[];

  @Field(() => [QuestionInput], { description: "1 to 40 questions." })
  @ListOf(1, 40)
  questions: QuestionInput[];
}

@InputType({ description: "Publishing a draft." })
export class PublishCourseInput extends MutationInput {
  @Field(() => ID, { description: "The draft, `crv_…`." })
  courseVersionId: string;
}
