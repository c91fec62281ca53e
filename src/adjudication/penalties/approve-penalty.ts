import { readSigner } from "../../accounts/signer.queries";
import { CaseRecusal } from "../../case/desk/case-recusal.entity";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { isIdOf, newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { HouseRules } from "../../house-rules/house-rules";
import { Provider } from "../../market/providers/provider.entity";
import { Ruling } from "../rulings/ruling.entity";
import { type ApprovalDecision, PenaltyApproval } from "./penalty-approval.entity";
import { Penalty } from "./penalty.entity";
import { whyNotDecide } from "./penalty.policy";
import type { ApprovePenaltyInput, DeclinePenaltyInput } from "./penalty.types";
import { schedule } from "../measures/penalty-schedule.pure";
import type { PenaltyKind } from "../../house-rules/measures.table";
import { needsApproval } from "./standing.pure";
import { reconcile } from "./reconcile";
import { recordPenalties } from "./record-penalties";

type Done = Promise<{ penaltyId: string }>;
const field = "input.penaltyId";

/** With the last approval it takes, the penalty acts. */
export async function approvePenalty(tx: Tx, actor: Actor, { penaltyId, note }: ApprovePenaltyInput): Done {
  const { provider, penalty, approvals } = await openWaiting(tx, actor, penaltyId, "APPROVE");
  write(tx, actor, penaltyId, "APPROVED", note ?? null);
  await recordPenalties(tx, provider, actor, "PENALTY_APPROVED", [penalty]);
  const rules = await HouseRules.inForce(tx, tx.now);
  if (approvals.length + 1 >= approvalsNeeded(rules, penalty.kind)) await start(tx, provider, penalty);
  return { penaltyId };
}

function approvalsNeeded(rules: HouseRules, kind: PenaltyKind): number {
  if (!needsApproval(kind)) throw new Error(`nobody approves a penalty of the kind ${kind}`);
  return rules.number(`approvals.${kind}`, "people");
}

async function start(tx: Tx, provider: Provider, penalty: Penalty): Promise<void> {
  tx.change(penalty, schedule(penalty, tx.now, { final: true, mostDaysBeforeFinal: 0 }));
  await recordPenalties(tx, provider, null, "PENALTY_STARTED", [penalty]);
  await reconcile(tx, provider);
}

export async function declinePenalty(tx: Tx, actor: Actor, { penaltyId, note }: DeclinePenaltyInput): Done {
  const { provider, penalty } = await openWaiting(tx, actor, penaltyId, "DECLINE");
  write(tx, actor, penaltyId, "DECLINED", note);
  tx.change(penalty, { status: "DECLINED" });
  await recordPenalties(tx, provider, actor, "PENALTY_DECLINED", [penalty]);
  return { penaltyId };
}

function write(tx: Tx, actor: Actor, penaltyId: string, decision: ApprovalDecision, note: string | null): void {
  const id = newId(PenaltyApproval);
  tx.insert(PenaltyApproval, { id, penaltyId, accountId: actor.accountId, decision, note, at: tx.now });
}

async function openWaiting(
  tx: Tx,
  actor: Actor,
  id: string,
  action: "APPROVE" | "DECLINE",
): Promise<{ provider: Provider; penalty: Penalty; approvals: PenaltyApproval[] }> {
  const found = isIdOf(Penalty, id) ? await tx.byId(Penalty, id) : null;
  const ruling = found && (await tx.byId(Ruling, found.rulingId));
  const provider = found && (await tx.lock(Provider, found.providerId));
  // Under the lock it is read again: its ruling may have been reversed, or somebody else was first.
  const penalty = provider && (await tx.findOne(Penalty, { id }));
  if (!penalty || !ruling) throw new Refusal("NOT_FOUND", { field });
  const approvals = await tx.find(PenaltyApproval, { penaltyId: id });
  const recusals = await tx.find(CaseRecusal, { complaintId: ruling.complaintId });
  const signer = await readSigner(tx, actor, ["LEAD_MODERATOR"]);
  const obstacle = whyNotDecide(action, actor, penalty, { ruling, approvals, recusals, signer }, tx.now);
  if (obstacle) throw new Refusal(obstacle.code, { ...obstacle, field });
  return { provider, penalty, approvals };
}
