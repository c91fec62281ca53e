import { conflictWith } from "../../accounts/actor/conflict.policy";
import { whyNotSecond, type Signer } from "../../accounts/actor/signer.policy";
import { sideOf, type Parties } from "../../case/complaints/complaint.policy";
import { whyRecused, type Recused } from "../../case/desk/recusal.pure";
import { accountsOf, hasRole, isOwnerOf, type Actor } from "../../accounts/actor/actor";
import type { Obstacle } from "../../platform/refusal";
import type { FineStatus } from "./fine.entity";
import type { PenaltyStatus } from "../measures/penalty-status.types";

const OWNERS_ACTIONS = ["PAY_FINE", "SUBMIT_HEARING_STATEMENT"] as const;
const LEADS_ACTIONS = ["APPROVE", "DECLINE"] as const;
export const PENALTY_ACTIONS = [...OWNERS_ACTIONS, ...LEADS_ACTIONS] as const;
export type PenaltyAction = (typeof PENALTY_ACTIONS)[number];

interface PenaltyFacts {
  providerId: string;
  status: PenaltyStatus;
  hearingUntil: number | null;
  hearingStatementAt: number | null;
}

/** What determines whether a lead may decide on a penalty that awaits approval. */
interface ApprovalFacts {
  ruling: Parties & { decidedById: string | null; approvedById: string | null };
  /** Who signed the ruling and therefore does not decide on this. */
  barred: readonly string[];
  approvals: readonly { accountId: string }[];
  recusals: readonly Recused[];
  /** For leads; null for everyone else. */
  signer: Signer | null;
}

/** Called by the commands under the provider's lock, and by `Penalty.availableActions`. */
export function whyNot(
  action: (typeof OWNERS_ACTIONS)[number],
  penalty: PenaltyFacts,
  fine: { status: FineStatus } | null,
  now: number,
): Obstacle | null {
  switch (action) {
    case "PAY_FINE":
      return penalty.status === "ACTIVE" && (fine?.status === "DUE" || fine?.status === "OVERDUE")
        ? null
        : { code: "NOT_IN_THIS_STATE", reason: "fine.notDue" };
    case "SUBMIT_HEARING_STATEMENT":
      if (penalty.status !== "AWAITING_APPROVAL" || penalty.hearingUntil === null)
        return { code: "NOT_IN_THIS_STATE", reason: "penalty.noHearing" };
      if (penalty.hearingStatementAt !== null) return { code: "NOT_IN_THIS_STATE", reason: "penalty.heard" };
      return now >= penalty.hearingUntil ? { code: "TOO_LATE", reason: "penalty.hearingOver" } : null;
  }
}

/** The same for leads: those who did not sign the ruling (or, where leads are few, did not decide it), are not a party to it and have no conflict of interest in it. */
export function whyNotDecide(
  action: (typeof LEADS_ACTIONS)[number],
  actor: Actor,
  penalty: PenaltyFacts,
  { ruling, barred, approvals, recusals, signer }: ApprovalFacts,
  now: number,
): Obstacle | null {
  if (sideOf(actor, ruling) !== null) return { code: "CONFLICT_OF_INTEREST" };
  if (barred.includes(actor.accountId)) return { code: "SECOND_APPROVER_REQUIRED", reason: "penalty.ownRuling" };
  const conflict = conflictWith(actor, ruling.providerId) ?? whyRecused(accountsOf(actor), recusals);
  if (conflict) return conflict;
  if (penalty.status !== "AWAITING_APPROVAL")
    return { code: "NOT_IN_THIS_STATE", reason: "penalty.notAwaitingApproval" };
  // One refusal is enough, at any time and by any of them.
  if (action === "DECLINE") return null;
  if (penalty.hearingUntil !== null && now < penalty.hearingUntil)
    return { code: "NOT_YET", reason: "penalty.hearing", availableAt: penalty.hearingUntil };
  const others = approvals.map(({ accountId }) => accountId);
  if (!signer || others.includes(actor.accountId))
    return { code: "SECOND_APPROVER_REQUIRED", reason: "penalty.approvedByYou" };
  return whyNotSecond(signer, [ruling.decidedById, ruling.approvedById, ...others], now);
}

/** An owner is offered only what would succeed; a lead is shown the obstacle, since the list of pending approvals contains the penalty anyway. */
export function actionsFor(
  actor: Actor | null,
  penalty: PenaltyFacts,
  fine: { status: FineStatus } | null,
  facts: ApprovalFacts,
  now: number,
): { action: PenaltyAction; refused: Obstacle | null }[] {
  const owners = isOwnerOf(actor, penalty.providerId)
    ? OWNERS_ACTIONS.filter((action) => whyNot(action, penalty, fine, now) === null)
    : [];
  const leads = hasRole(actor, "LEAD_MODERATOR") && penalty.status === "AWAITING_APPROVAL" ? LEADS_ACTIONS : [];
  return [
    ...owners.map((action) => ({ action, refused: null })),
    ...leads.map((action) => ({ action, refused: actor && whyNotDecide(action, actor, penalty, facts, now) })),
  ];
}
