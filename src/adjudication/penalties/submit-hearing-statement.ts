import type { Tx } from "../../platform/database/tx";
import { isMemberOf, type Actor } from "../../accounts/actor/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { ownProvider } from "../deposit/own-provider";
import { Penalty } from "./penalty.entity";
import type { SubmitHearingStatementInput } from "./penalty.types";
import { whyNot } from "./penalty.policy";
import { recordPenalties } from "./record-penalties";

/** Before its cooperation is terminated, the provider is heard once, in writing, until a deadline. */
export async function submitHearingStatement(
  tx: Tx,
  actor: Actor,
  { penaltyId, text }: SubmitHearingStatementInput,
): Promise<{ penaltyId: string }> {
  const field = "input.penaltyId";
  const found = isIdOf(Penalty, penaltyId) ? await tx.byId(Penalty, penaltyId) : null;
  if (!found || !isMemberOf(actor, found.providerId)) throw new Refusal("NOT_FOUND", { field });
  const provider = await ownProvider(tx, actor, found.providerId, field);
  const penalty = await tx.findOne(Penalty, { id: penaltyId });
  if (!penalty) throw new Refusal("NOT_FOUND", { field });
  const obstacle = whyNot("SUBMIT_HEARING_STATEMENT", penalty, null, tx.now);
  if (obstacle) throw new Refusal(obstacle.code, { ...obstacle, field });
  tx.change(penalty, { hearingStatement: text, hearingStatementAt: tx.now });
  await recordPenalties(tx, provider, actor, "PENALTY_HEARD", [penalty]);
  return { penaltyId };
}
