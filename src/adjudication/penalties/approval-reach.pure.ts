import type { KindWith } from "../../house-rules/measures.table";

export type ApprovedKind = KindWith<"approval", "ALWAYS">;

/** How many people approve a penalty of a kind that its points triggered, and who of them may not. */
export interface ApprovalRule {
  people: Readonly<Record<ApprovedKind, number>>;
  /** From so many leads on, whoever approved the ruling does not approve the penalty. */
  exclusionFrom: number;
}

/**
 * Whoever decided a ruling never approves the penalty it led to. Who only approved the ruling does, too, where leads are so few that a
 * rule for many would keep the penalty waiting for ever.
 */
export const signedBefore = (
  { decidedById, approvedById }: { decidedById: string | null; approvedById: string | null },
  leads: number,
  { exclusionFrom }: Pick<ApprovalRule, "exclusionFrom">,
): string[] => [decidedById, leads >= exclusionFrom ? approvedById : null].flatMap((id) => id ?? []);

/** A penalty that waits, with those who cannot approve it whatever they think. */
interface Waiting {
  penaltyId: string;
  kind: ApprovedKind;
  approvedBy: readonly string[];
  barred: readonly string[];
}

/** More approvals are needed than there are people to give them: it waits for ever. */
export interface ApprovalShortage {
  kind: ApprovedKind;
  /** null: not one penalty, but every one of its kind, even when a moderator who is no lead decides. */
  penaltyId: string | null;
  needed: number;
  possible: number;
}

export function approvalShortages(
  leads: readonly string[],
  waiting: readonly Waiting[],
  rule: ApprovalRule,
): ApprovalShortage[] {
  const general = (Object.entries(rule.people) as [ApprovedKind, number][]).map(([kind, needed]) => ({
    kind,
    penaltyId: null,
    needed,
    // A ruling that leads there was itself approved by a lead.
    possible: Math.max(0, leads.length - (leads.length >= rule.exclusionFrom ? 1 : 0)),
  }));
  const single = waiting.map(({ penaltyId, kind, approvedBy, barred }) => ({
    kind,
    penaltyId,
    needed: rule.people[kind],
    possible: approvedBy.length + leads.filter((id) => !approvedBy.includes(id) && !barred.includes(id)).length,
  }));
  return [...general, ...single].filter(({ needed, possible }) => possible < needed);
}

/** The same for the operator: in the log at start, and in the answer about the server's health. */
export const sayShortage = ({ kind, penaltyId, needed, possible }: ApprovalShortage): string =>
  penaltyId === null
    ? `approvals: a ${kind} that points trigger needs ${needed} leads, and at most ${possible} could approve it`
    : `approvals: ${kind} ${penaltyId} needs ${needed} leads, and only ${possible} may approve it`;
