import { Field, Int, ObjectType } from "type-graphql";
import { Bilingual } from "../../platform/graphql/bilingual";
import type { Attempt } from "./attempt.entity";
import type { CourseQuestion } from "./course-parts.entity";
import { askedBy, isRight } from "./quiz.pure";

@ObjectType({ simpleResolvers: true, description: "One possible answer, as an attempt shows it." })
export class AttemptOption {
  @Field(() => Int, { description: "Its place in this attempt: 1, 2, 3 … Answer with it." })
  number: number;

  @Field(() => Bilingual, { description: "What it says." })
  text: Bilingual;

  @Field(() => Boolean, { description: "It was chosen; false while the quiz is not handed in." })
  chosen: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether it had to be chosen; null unless the attempt was passed: until then the quiz may come again.",
  })
  correct: boolean | null;
}

@ObjectType({ simpleResolvers: true, description: "One question of a quiz, as an attempt asks it." })
export class AttemptQuestion {
  @Field(() => Int, { description: "Its place in this attempt: 1, 2, 3 … Answer with it." })
  number: number;

  @Field(() => Bilingual, { description: "What is asked." })
  text: Bilingual;

  @Field(() => Boolean, { description: "More than one option must be chosen." })
  severalCorrect: boolean;

  @Field(() => [AttemptOption], { description: "What there is to choose from." })
  options: AttemptOption[];

  @Field(() => Boolean, {
    nullable: true,
    description: "It was answered right; null while the quiz is not handed in.",
  })
  right: boolean | null;

  @Field(() => Bilingual, {
    nullable: true,
    description: "Why the right answer is right; null while the quiz is not handed in.",
  })
  explanation: Bilingual | null;
}

/** The quiz as its taker sees it. What is right is not in it before it has been answered. */
export function questionsOf(attempt: Attempt, questions: readonly CourseQuestion[]): AttemptQuestion[] {
  const asked = askedBy(
    attempt.id,
    questions.map(({ options }) => options.length),
  );
  return asked.flatMap((each, place) => {
    const question = questions[each.question];
    return question ? [show(attempt, question, each.options, place)] : [];
  });
}

function show(attempt: Attempt, question: CourseQuestion, order: readonly number[], place: number): AttemptQuestion {
  const correct = question.options.map((option) => option.correct);
  const chosen = attempt.answers?.[place] ?? null;
  return {
    number: place + 1,
    text: question.text,
    severalCorrect: correct.filter(Boolean).length > 1,
    options: order.flatMap((option, at) => {
      const { text } = question.options[option] ?? {};
      const isCorrect = attempt.passed ? (correct[option] ?? false) : null;
      return text ? [{ number: at + 1, text, chosen: chosen?.includes(at) ?? false, correct: isCorrect }] : [];
    }),
    right: chosen && isRight({ question: place, options: [...order] }, correct, chosen),
    explanation: chosen && question.explanation,
  };
}
