import { refuseConflict } from "../../accounts/refuse-conflict";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { Refusal } from "../../platform/refusal";
import { takeBack } from "./take-back";
import type { CancelEnrolmentInput } from "./enrolment.types";
import { whyOver } from "./enrolment-schedule.pure";
import { lockEnrolment } from "./lock-enrolment";
import { mayBeCancelled } from "./training.pure";

export async function cancelEnrolment(
  tx: Tx,
  actor: Actor,
  { enrolmentId, reason }: CancelEnrolmentInput,
): Promise<{ enrolmentId: string }> {
  const { provider, enrolment } = await lockEnrolment(tx, actor, enrolmentId, "input.enrolmentId");
  refuseConflict(actor, provider.id);
  const over = whyOver(enrolment);
  if (over) throw new Refusal("NOT_IN_THIS_STATE", { reason: over });
  if (!mayBeCancelled(enrolment)) throw new Refusal("FORBIDDEN", { reason: "training.orderedByRuling" });
  takeBack(tx, provider, enrolment, { actorId: actor.accountId, actorRole: "TRAINER" }, reason);
  return { enrolmentId };
}
