import type { Tx } from "../../platform/database/tx";
import type { Reader } from "../../platform/database/reader";
import type { Actor } from "../../accounts/actor/actor";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { HOUR } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import { Attempt } from "./attempt.entity";
import { publishedOf } from "./course.queries";
import type { Enrolment } from "./enrolment.entity";
import type { StartAttemptInput } from "./enrolment.types";
import { attemptsAt } from "./enrolment.queries";
import { lockEnrolment } from "./lock-enrolment";
import { whyNotAttempt, type Situation } from "./training.policy";

/** Begins an attempt on the current version, or continues the member's own attempt under way. */
export async function startAttempt(
  tx: Tx,
  actor: Actor,
  { enrolmentId }: StartAttemptInput,
): Promise<{ attemptId: string }> {
  const { enrolment } = await lockEnrolment(tx, actor, enrolmentId, "input.enrolmentId");
  const { situation, courseVersionId } = await situationOf(tx, enrolment, tx.now);
  const obstacle = whyNotAttempt(actor, situation, tx.now);
  if (obstacle) throw new Refusal(obstacle.code, obstacle);
  if (situation.open) return { attemptId: situation.open.id };
  const rules = await HouseRules.inForce(tx, tx.now);
  const id = newId(Attempt);
  tx.insert(Attempt, {
    id,
    enrolmentId,
    courseVersionId,
    accountId: actor.accountId,
    startedAt: tx.now,
    expiresAt: tx.now + rules.number("training.attempt", "hours") * HOUR,
  });
  return { attemptId: id };
}

/** Decides whether someone may attempt it now; used by the command and by `Enrolment.unavailableBecause` alike. */
export async function situationOf(
  reader: Reader,
  enrolment: Enrolment,
  now: number,
): Promise<{ situation: Situation; courseVersionId: string }> {
  const version = await publishedOf(reader, enrolment.courseId);
  if (!version) throw new Error(`no published version of assigned course ${enrolment.courseId}`);
  const rules = await HouseRules.inForce(reader, now);
  const attempts = await attemptsAt(reader, enrolment, now);
  const situation = {
    enrolment,
    takenBy: version.takenBy,
    ...attempts,
    pauseMs: rules.at(attempts.lastFailedAt ?? now).number("training.attemptPause", "hours") * HOUR,
  };
  return { situation, courseVersionId: version.id };
}
