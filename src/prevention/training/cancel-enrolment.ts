import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { takeBack } from "./take-back";
import type { CancelEnrolmentInput } from "./enrolment.types";
import { lockEnrolment } from "./lock-enrolment";
import { whyNotCancel } from "./training.policy";

export async function cancelEnrolment(
  tx: Tx,
  actor: Actor,
  { enrolmentId, reason }: CancelEnrolmentInput,
): Promise<{ enrolmentId: string }> {
  const { provider, enrolment } = await lockEnrolment(tx, actor, enrolmentId, "input.enrolmentId");
  const obstacle = whyNotCancel(actor, enrolment);
  if (obstacle) throw new Refusal(obstacle.code, obstacle);
  takeBack(tx, provider, enrolment, { actorId: actor.accountId, actorRole: "TRAINER" }, reason);
  return { enrolmentId };
}
