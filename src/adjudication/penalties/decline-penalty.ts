import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import type { DeclinePenaltyInput } from "./penalty.types";
import { recordPenalties } from "./record-penalties";
import { openWaitingPenalty } from "./open-waiting-penalty";
import { writeApproval } from "./write-approval";

export async function declinePenalty(
  tx: Tx,
  actor: Actor,
  { penaltyId, reason }: DeclinePenaltyInput,
): Promise<{ penaltyId: string }> {
  const { provider, penalty } = await openWaitingPenalty(tx, actor, penaltyId, "DECLINE");
  await writeApproval(tx, actor, penaltyId, "DECLINED", reason);
  tx.change(penalty, { status: "DECLINED" });
  await recordPenalties(tx, provider, actor, "PENALTY_DECLINED", [penalty]);
  return { penaltyId };
}
