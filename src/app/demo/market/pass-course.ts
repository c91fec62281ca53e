import { CourseQuestion } from "../../../prevention/training/course-parts.entity";
import { Attempt } from "../../../prevention/training/attempt.entity";
import { Enrolment } from "../../../prevention/training/enrolment.entity";
import { askedBy } from "../../../prevention/training/quiz.pure";
import { startAttempt } from "../../../prevention/training/start-attempt";
import { submitAttempt } from "../../../prevention/training/submit-attempt";
import { act, type Scene } from "./market-story";

/** The owner answers every question of what its provider still has to pass. */
export async function passCourse(scene: Scene, owner: string, providerId: string): Promise<void> {
  const { tx } = scene;
  for (const { id: enrolmentId } of await tx.find(Enrolment, { providerId, status: ["OPEN", "OVERDUE"] })) {
    const { attemptId } = await act(scene, owner, startAttempt, { enrolmentId });
    const attempt = await tx.byId(Attempt, attemptId);
    if (!attempt) throw new Error(`${attemptId} is gone`);
    const questions = await tx.find(CourseQuestion, { courseVersionId: attempt.courseVersionId }, "ORDER BY position");
    const asked = askedBy(
      attemptId,
      questions.map(({ options }) => options.length),
    );
    const answers = asked.map(({ question, options }, place) => ({
      question: place + 1,
      options: options.flatMap((option, at) => (questions[question]?.options[option]?.correct ? [at + 1] : [])),
    }));
    await act(scene, owner, submitAttempt, { attemptId, answers });
  }
}
