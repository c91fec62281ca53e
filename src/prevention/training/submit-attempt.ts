import type { Author } from "../../accounts/account/record-on-account";
import { endPenalty } from "../../adjudication/penalties/end-penalty";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import type { Provider } from "../../market/providers/provider.entity";
import { actingRole } from "../../market/providers/provider.policy";
import { Attempt } from "./attempt.entity";
import { CourseQuestion } from "./course-parts.entity";
import { CourseVersion } from "./course-version.entity";
import { Enrolment } from "./enrolment.entity";
import type { SubmitAttemptInput } from "./enrolment.types";
import { isToBePassed, whyOver } from "./enrolment-schedule.pure";
import { lockEnrolment } from "./lock-enrolment";
import { readAnswers } from "./read-answers.pure";
import { factsOf, recordTraining } from "./record-training";
import { askedBy, isRight, percentOf } from "./quiz.pure";
import { whyNotTake } from "./training.policy";

/** Marks the attempt. A member who passes has passed for the provider, in every open enrolment for the same course. */
export async function submitAttempt(
  tx: Tx,
  actor: Actor,
  { attemptId, answers }: SubmitAttemptInput,
): Promise<{ attemptId: string }> {
  const field = "input.attemptId";
  const found = isIdOf(Attempt, attemptId) ? await tx.byId(Attempt, attemptId) : null;
  if (found?.accountId !== actor.accountId) throw new Refusal("NOT_FOUND", { field });
  const { provider, enrolment } = await lockEnrolment(tx, actor, found.enrolmentId, field);
  const attempt = await tx.byId(Attempt, attemptId);
  const version = attempt && (await tx.byId(CourseVersion, attempt.courseVersionId));
  if (!version) throw new Error(`no version for attempt ${attemptId}`);
  const obstacle = whyNotTake(actor, provider.id, version.takenBy);
  if (obstacle) throw new Refusal(obstacle.code, { reason: obstacle.reason });
  if (attempt.submittedAt !== null) throw new Refusal("NOT_IN_THIS_STATE", { reason: "training.handedIn" });
  // Taken back and ordered anew meanwhile it is still to be passed, and the attempt under way counts.
  const { courseId } = enrolment;
  const toBePassed = (await tx.find(Enrolment, { providerId: provider.id, courseId }, "ORDER BY id")).filter(
    isToBePassed,
  );
  const over = toBePassed.length === 0 && whyOver(enrolment);
  if (over) throw new Refusal("NOT_IN_THIS_STATE", { reason: over });
  if (attempt.expiresAt <= tx.now) throw new Refusal("TOO_LATE", { reason: "training.attemptExpired" });

  const questions = await tx.find(CourseQuestion, { courseVersionId: version.id }, "ORDER BY position");
  const asked = askedBy(
    attemptId,
    questions.map(({ options }) => options.length),
  );
  const chosen = readAnswers(asked, answers);
  const right = asked.map((each, place) => {
    const correct = (questions[each.question]?.options ?? []).map((option) => option.correct);
    return isRight(each, correct, chosen[place] ?? []);
  });
  const percent = percentOf(right);
  const passed = percent >= version.passMark;
  tx.change(attempt, { submittedAt: tx.now, answers: chosen, percent, passed });
  const author: Author = { actorId: actor.accountId, actorRole: actingRole(actor, provider.id) };
  if (passed) await settle(tx, provider, toBePassed, author, percent);
  else recordTraining(tx, provider, author, "TRAINING_FAILED", { ...factsOf(enrolment), attemptId, percent });
  return { attemptId };
}

async function settle(
  tx: Tx,
  provider: Provider,
  enrolments: readonly Enrolment[],
  author: Author,
  percent: number,
): Promise<void> {
  for (const enrolment of enrolments) {
    tx.change(enrolment, { status: "PASSED", passedAt: tx.now, remindAt: null });
    recordTraining(tx, provider, author, "TRAINING_PASSED", { ...factsOf(enrolment), percent });
    // The provider may list again.
    if (enrolment.penaltyId !== null) await endPenalty(tx, provider, enrolment.penaltyId);
  }
}
