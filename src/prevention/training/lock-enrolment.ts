import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { Provider } from "../../market/providers/provider.entity";
import { Enrolment } from "./enrolment.entity";
import { maySeeTrainingOf } from "./training.policy";

/** An enrolment that the actor may see, under its provider's lock. */
export async function lockEnrolment(
  tx: Tx,
  actor: Actor,
  id: string,
  field: string,
): Promise<{ provider: Provider; enrolment: Enrolment }> {
  const found = isIdOf(Enrolment, id) ? await tx.byId(Enrolment, id) : null;
  const provider =
    found && maySeeTrainingOf(actor, found.providerId) ? await tx.lock(Provider, found.providerId) : null;
  const enrolment = provider && (await tx.byId(Enrolment, id));
  if (!enrolment) throw new Refusal("NOT_FOUND", { field });
  return { provider, enrolment };
}
