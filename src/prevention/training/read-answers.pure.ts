import type { Params } from "../../platform/messages/params";
import { Refusal, type Reason } from "../../platform/refusal";
import type { AnswerInput } from "./enrolment.types";
import type { Asked } from "./quiz.pure";

/** For each question, in the order asked, the places of the options chosen; refused unless every question is answered once. */
export function readAnswers(asked: readonly Asked[], answers: readonly AnswerInput[]): number[][] {
  const chosen = new Map<number, number[]>();
  for (const [index, { question, options }] of answers.entries()) {
    const most = asked[question - 1]?.options.length;
    if (most === undefined) refuse("training.unknownQuestion", `input.answers.${index}.question`);
    if (chosen.has(question)) refuse("training.answeredTwice", `input.answers.${index}.question`);
    if (options.some((option) => !Number.isInteger(option) || option < 1 || option > most))
      refuse("training.unknownOption", `input.answers.${index}.options`);
    chosen.set(
      question,
      [...new Set(options)].map((option) => option - 1),
    );
  }
  const missing = asked.findIndex((_, place) => !chosen.has(place + 1));
  if (missing >= 0) refuse("training.unanswered", "input.answers", { question: missing + 1 });
  return asked.map((_, place) => chosen.get(place + 1) ?? []);
}

function refuse(reason: Reason, field: string, params: Params = {}): never {
  throw new Refusal("BAD_USER_INPUT", { reason, field, params });
}
