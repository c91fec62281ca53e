import { CourseQuestion } from "../../../src/prevention/training/course-parts.entity";
import type { Person, World } from "../../support/world";

const ATTEMPT = `{ attempt { id passed percent expiresAt courseVersion { id }
  questions { number text { zhCN } severalCorrect right explanation { en } options { number text { zhCN } chosen correct } } }
  enrolment { id status passedAt } }`;

/* oxlint-disable typescript/no-explicit-any -- answers are whatever the test selected */

export const start = (person: Person, enrolmentId: string): Promise<any> =>
  person.do("startAttempt", { enrolmentId }, ATTEMPT);

export const submit = (person: Person, attemptId: string, answers: unknown[]): Promise<any> =>
  person.do("submitAttempt", { attemptId, answers }, ATTEMPT);

/** What the quiz's writers hold right, found by the words as a learned member would. */
export async function rightAnswers(world: World, attempt: any): Promise<{ question: number; options: number[] }[]> {
  const questions = await world.db.find(CourseQuestion, { courseVersionId: attempt.courseVersion.id });
  return attempt.questions.map(({ number, text, options }: any) => {
    const known = questions.find((each) => each.text.zhCN === text.zhCN);
    const correct = new Set(known?.options.flatMap((option) => (option.correct ? option.text.zhCN : [])));
    return {
      question: number,
      options: options.flatMap((option: any) => (correct.has(option.text.zhCN) ? option.number : [])),
    };
  });
}

/** Of each question what need not be chosen. */
export const wrongAnswers = (right: { question: number; options: number[] }[], attempt: any): unknown[] =>
  right.map(({ question, options }, index) => ({
    question,
    options: [attempt.questions[index].options.find(({ number }: any) => !options.includes(number)).number],
  }));

/** From the beginning to the end, all right. */
export async function pass(world: World, person: Person, enrolmentId: string): Promise<any> {
  const { attempt } = await start(person, enrolmentId);
  return submit(person, attempt.id, await rightAnswers(world, attempt));
}
