import { sideOf } from "../complaints/complaint.policy";
import { refuseRecused } from "../desk/recusal";
import type { Tx } from "../platform/database/tx";
import type { Actor } from "../platform/identity/actor";
import { isIdOf, newId } from "../platform/ids";
import { Refusal } from "../platform/refusal";
import { HouseRules } from "../policies/house-rules";
import { Provider } from "../providers/provider.entity";
import { Ruling } from "../rulings/ruling.entity";
import { PenaltyApproval, type ApprovalDecision } from "./penalty-approval.entity";
import { Penalty } from "./penalty.entity";
import type { ApprovePenaltyInput, DeclinePenaltyInput } from "./penalty.inputs";
import { schedule } from "./penalty.schedule";
import { reconcile } from "./reconcile";
import { recordPenalties } from "./record-penalties";

type Done = Promise<{ penaltyId: string }>;
const field = "input.penaltyId";

/** With the last approval it takes, the penalty acts. */
export async function approvePenalty(tx: Tx, actor: Actor, { penaltyId, note }: ApprovePenaltyInput): Done {
  const { provider, penalty } = await openWaiting(tx, actor, penaltyId);
  if (penalty.hearingUntil !== null && tx.now < penalty.hearingUntil)
    throw new Refusal("NOT_YET", { reason: "penalty.hearing", field, availableAt: penalty.hearingUntil });
  const before = await tx.find(PenaltyApproval, { penaltyId });
  if (before.some(({ accountId }) => accountId === actor.accountId))
    throw new Refusal("SECOND_APPROVER_REQUIRED", { reason: "penalty.approvedByYou", field });
  write(tx, actor, penaltyId, "APPROVED", note ?? null);
  await recordPenalties(tx, provider, actor, "PENALTY_APPROVED", [penalty]);
  const rules = await HouseRules.inForce(tx, tx.now);
  if (before.length + 1 >= rules.number(`approvals.${penalty.kind}`, "people")) await start(tx, provider, penalty);
  return { penaltyId };
}

async function start(tx: Tx, provider: Provider, penalty: Penalty): Promise<void> {
  tx.change(penalty, schedule(penalty, tx.now, { final: true, mostDaysBeforeFinal: 0 }));
  await recordPenalties(tx, provider, null, "PENALTY_STARTED", [penalty]);
  await reconcile(tx, provider);
}

/** One no is enough. */
export async function declinePenalty(tx: Tx, actor: Actor, { penaltyId, note }: DeclinePenaltyInput): Done {
  const { provider, penalty } = await openWaiting(tx, actor, penaltyId);
  write(tx, actor, penaltyId, "DECLINED", note);
  tx.change(penalty, { status: "DECLINED" });
  await recordPenalties(tx, provider, actor, "PENALTY_DECLINED", [penalty]);
  return { penaltyId };
}

function write(tx: Tx, actor: Actor, penaltyId: string, decision: ApprovalDecision, note: string | null): void {
  const id = newId("approval");
  tx.insert(PenaltyApproval, { id, penaltyId, accountId: actor.accountId, decision, note, at: tx.now });
}

/** For somebody who neither ruled on the case nor is a party to it, nor has a conflict of interest in it. */
async function openWaiting(tx: Tx, actor: Actor, id: string): Promise<{ provider: Provider; penalty: Penalty }> {
  const found = isIdOf("penalty", id) ? await tx.byId(Penalty, id) : null;
  const ruling = found && (await tx.byId(Ruling, found.rulingId));
  if (!found || !ruling) throw new Refusal("NOT_FOUND", { field });
  if (sideOf(actor, ruling) !== null) throw new Refusal("CONFLICT_OF_INTEREST", { field });
  if ([ruling.decidedById, ruling.approvedById].includes(actor.accountId))
    throw new Refusal("SECOND_APPROVER_REQUIRED", { reason: "penalty.ownRuling", field });
  await refuseRecused(tx, ruling.complaintId, actor.accountId);
  const provider = await tx.lock(Provider, found.providerId);
  // Under the lock it is read again: its ruling may have been reversed, or somebody else was first.
  const penalty = await tx.findOne(Penalty, { id, status: "AWAITING_APPROVAL" });
  if (!provider || !penalty) throw new Refusal("NOT_IN_THIS_STATE", { reason: "penalty.notAwaitingApproval", field });
  return { provider, penalty };
}
