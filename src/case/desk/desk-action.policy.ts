import type { CaseViewer, Unavailable } from "../complaints/complaint-guards.pure";
import { IN_QUEUE, type ComplaintStatus } from "../complaints/complaint.lifecycle";
import type { RecusalGround } from "./recusal.pure";

export const DESK_ACTIONS = [
  "TAKE",
  "RENEW",
  "RELEASE",
  "HOLD",
  "REASSIGN",
  "ESCALATE_TO_LEAD",
  "WRITE_NOTE",
  "RECUSE",
] as const;
export type DeskAction = (typeof DESK_ACTIONS)[number];

export interface DeskFacts {
  status: ComplaintStatus;
  assignedToId: string | null;
  escalatedAt: number | null;
  /** null when it has expired. */
  lease: { holderId: string; until: number } | null;
  /** Why the viewer may not work on the case. */
  recusal: RecusalGround | null;
}

type Question = (facts: DeskFacts, viewer: CaseViewer) => Unavailable | null;

interface Rule {
  who: (facts: DeskFacts, viewer: CaseViewer) => boolean;
  /** Allowed also while the case does not wait for the platform. */
  anyState?: true;
  /** Allowed also with a conflict of interest: it only takes the person out of the case. */
  anyConflict?: true;
  guard?: Question;
}

const moderator: Rule["who"] = (_, { isModerator }) => isModerator;
const lead: Rule["who"] = (_, { isLead }) => isLead;
const holder: Rule["who"] = ({ lease }, { accountId, isModerator }) =>
  isModerator && lease !== null && lease.holderId === accountId;

const notRecused: Question = ({ recusal }) => recusal && { code: "CONFLICT_OF_INTEREST", reason: `recused.${recusal}` };

/** Leads may take any free case: escalated cases wait for them, and they assign the others. */
const theirTurn: Question = ({ escalatedAt, assignedToId }, { accountId, isLead }) => {
  if (isLead) return null;
  if (escalatedAt !== null) return { code: "FORBIDDEN", reason: "desk.leadsOnly" };
  return assignedToId === null || assignedToId === accountId
    ? null
    : { code: "FORBIDDEN", reason: "desk.assignedToOther" };
};

const free: Question = ({ lease }, { accountId }) =>
  lease === null || lease.holderId === accountId
    ? null
    : { code: "LEASE_HELD", reason: "LEASE_HELD", availableAt: lease.until };

const RULES: Record<DeskAction, Rule> = {
  TAKE: {
    who: moderator,
    guard: (facts, viewer) => notRecused(facts, viewer) ?? theirTurn(facts, viewer) ?? free(facts, viewer),
  },
  RENEW: { who: holder, guard: notRecused },
  RELEASE: { who: holder, anyConflict: true },
  HOLD: { who: holder, guard: notRecused },
  REASSIGN: { who: lead, guard: notRecused },
  ESCALATE_TO_LEAD: { who: holder },
  // What a colleague knows is worth reading whoever has the case, and after it too.
  WRITE_NOTE: { who: moderator, anyState: true, guard: notRecused },
  // Permanent, and in any state: a closed case may be reopened.
  RECUSE: {
    who: moderator,
    anyState: true,
    anyConflict: true,
    guard: ({ recusal }) => recusal && { code: "ALREADY_EXISTS", reason: "desk.recusedAlready" },
  },
};

/** May this person do this with the case now? Checked by every command of the desk, and for every button. */
export function refusedAtDesk(action: DeskAction, facts: DeskFacts, viewer: CaseViewer): Unavailable | null {
  const { who, anyState, anyConflict, guard } = RULES[action];
  if (!anyState && !IN_QUEUE.has(facts.status)) return { code: "NOT_IN_THIS_STATE", reason: "state" };
  if (!who(facts, viewer))
    return who === holder
      ? { code: "LEASE_REQUIRED", reason: "guard.leaseLost" }
      : { code: "FORBIDDEN", reason: "notYours" };
  return (anyConflict ? null : viewer.conflict) ?? guard?.(facts, viewer) ?? null;
}

/** What this person may do in this state, with the obstacles. */
export function deskActionsFor(
  facts: DeskFacts,
  viewer: CaseViewer,
): { action: DeskAction; refused: Unavailable | null }[] {
  return DESK_ACTIONS.filter((action) => {
    const { who, anyState } = RULES[action];
    return who(facts, viewer) && (anyState ?? IN_QUEUE.has(facts.status));
  }).map((action) => ({ action, refused: refusedAtDesk(action, facts, viewer) }));
}
