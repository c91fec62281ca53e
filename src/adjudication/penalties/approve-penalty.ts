import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { HouseRules } from "../../house-rules/house-rules";
import type { Provider } from "../../market/providers/provider.entity";
import type { Penalty } from "./penalty.entity";
import type { ApprovePenaltyInput } from "./penalty.types";
import { schedule } from "../measures/penalty-schedule.pure";
import type { PenaltyKind } from "../../house-rules/measures.table";
import { needsApproval } from "./standing.pure";
import { reconcile } from "./reconcile";
import { recordPenalties } from "./record-penalties";
import { openWaitingPenalty } from "./open-waiting-penalty";
import { writeApproval } from "./write-approval";

/** The last approval needed makes the penalty act. */
export async function approvePenalty(
  tx: Tx,
  actor: Actor,
  { penaltyId, reason }: ApprovePenaltyInput,
): Promise<{ penaltyId: string }> {
  const { provider, penalty, approvals } = await openWaitingPenalty(tx, actor, penaltyId, "APPROVE");
  await writeApproval(tx, actor, penaltyId, "APPROVED", reason ?? null);
  await recordPenalties(tx, provider, actor, "PENALTY_APPROVED", [penalty]);
  const rules = await HouseRules.inForce(tx, tx.now);
  if (approvals.length + 1 >= approvalsNeeded(rules, penalty.kind)) await start(tx, provider, penalty);
  return { penaltyId };
}

function approvalsNeeded(rules: HouseRules, kind: PenaltyKind): number {
  if (!needsApproval(kind)) throw new Error(`a penalty of kind ${kind} needs no approval`);
  return rules.number(`approvals.${kind}`, "people");
}

/** Only kinds that take days, or never end, need an approval. */
async function start(tx: Tx, provider: Provider, penalty: Penalty): Promise<void> {
  tx.change(penalty, schedule(penalty, tx.now, { final: true, mostDaysBeforeFinal: 0, ends: {} }));
  await recordPenalties(tx, provider, null, "PENALTY_STARTED", [penalty]);
  await reconcile(tx, provider);
}
