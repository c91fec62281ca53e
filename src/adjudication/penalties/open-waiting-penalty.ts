import { readSigner } from "../../accounts/roles/signer.queries";
import { CaseRecusal } from "../../case/desk/case-recusal.entity";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { Provider } from "../../market/providers/provider.entity";
import { Ruling } from "../rulings/ruling.entity";
import { barredFromPenalty } from "./approval-reach.queries";
import { PenaltyApproval } from "./penalty-approval.entity";
import { Penalty } from "./penalty.entity";
import { whyNotDecide } from "./penalty.policy";

const field = "input.penaltyId";

export async function openWaitingPenalty(
  tx: Tx,
  actor: Actor,
  id: string,
  action: "APPROVE" | "DECLINE",
): Promise<{ provider: Provider; penalty: Penalty; approvals: PenaltyApproval[] }> {
  const found = isIdOf(Penalty, id) ? await tx.byId(Penalty, id) : null;
  const ruling = found && (await tx.byId(Ruling, found.rulingId));
  const provider = found && (await tx.lock(Provider, found.providerId));
  // Read again under the lock: its ruling may have been reversed, or someone else may have decided first.
  const penalty = provider && (await tx.findOne(Penalty, { id }));
  if (!penalty || !ruling) throw new Refusal("NOT_FOUND", { field });
  const approvals = await tx.find(PenaltyApproval, { penaltyId: id });
  const recusals = await tx.find(CaseRecusal, { complaintId: ruling.complaintId });
  const signer = await readSigner(tx, actor, ["LEAD_MODERATOR"]);
  const barred = await barredFromPenalty(tx, ruling, actor.accountId, tx.now);
  const obstacle = whyNotDecide(action, actor, penalty, { ruling, barred, approvals, recusals, signer }, tx.now);
  if (obstacle) throw new Refusal(obstacle.code, { ...obstacle, field });
  return { provider, penalty, approvals };
}
