import { Problems } from "../../platform/problems";
import type { AnswerInput } from "./enrolment.types";
import type { Asked } from "./quiz.pure";

/** For each question, in the order asked, the places of the options chosen; refused unless every question is answered once. */
export function readAnswers(asked: readonly Asked[], answers: readonly AnswerInput[]): number[][] {
  const problems = new Problems();
  const chosen = new Map<number, number[]>();
  for (const [index, { question, options }] of answers.entries()) {
    const most = asked[question - 1]?.options.length;
    if (most === undefined) {
      problems.wrong("training.unknownQuestion", `input.answers.${index}.question`);
      continue;
    }
    if (chosen.has(question)) problems.wrong("training.answeredTwice", `input.answers.${index}.question`);
    if (options.some((option) => !Number.isInteger(option) || option < 1 || option > most))
      problems.wrong("training.unknownOption", `input.answers.${index}.options`);
    chosen.set(
      question,
      [...new Set(options)].map((option) => option - 1),
    );
  }
  const missing = asked.findIndex((_, place) => !chosen.has(place + 1));
  if (missing >= 0) problems.wrong("training.unanswered", "input.answers", { question: missing + 1 });
  problems.throwAll();
  return asked.map((_, place) => chosen.get(place + 1) ?? []);
}
