import { isOwnerOf, type Actor } from "../platform/identity/actor";
import type { Obstacle } from "../platform/refusal";
import type { FineStatus } from "./fine.entity";
import type { PenaltyStatus } from "./penalty-status";

export const PENALTY_ACTIONS = ["PAY_FINE", "SUBMIT_HEARING_STATEMENT"] as const;
export type PenaltyAction = (typeof PENALTY_ACTIONS)[number];

interface PenaltyFacts {
  providerId: string;
  status: PenaltyStatus;
  hearingUntil: number | null;
  hearingStatementAt: number | null;
}

/** Asked by the commands under the provider's lock, and by `Penalty.availableActions`. */
export function whyNot(
  action: PenaltyAction,
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

export const availableActions = (
  actor: Actor | null,
  penalty: PenaltyFacts,
  fine: { status: FineStatus } | null,
  now: number,
): PenaltyAction[] =>
  isOwnerOf(actor, penalty.providerId)
    ? PENALTY_ACTIONS.filter((action) => whyNot(action, penalty, fine, now) === null)
    : [];
