import { conflictWith } from "../../accounts/conflict.policy";
import { hasRole, isMemberOf, isModerator, isPerson, isStaff, type Actor } from "../../accounts/actor";
import type { CaseFacts, CaseViewer, Side, Unavailable } from "./complaint-guards.pure";
import {
  findMove,
  movesByClock,
  movesOf,
  PERSONAL_ACTIONS,
  type Action,
  type ComplaintStatus,
  type Move,
  type Who,
} from "./complaint.lifecycle";

export interface Parties {
  consumerId: string;
  providerId: string;
}

/** The side a person is on; the consumer's when a member of the provider bought from it before joining. */
export function sideOf(actor: Actor | null, parties: Parties): Side | null {
  if (!actor) return null;
  if (isPerson(actor, parties.consumerId)) return "CONSUMER";
  return isMemberOf(actor, parties.providerId) ? "PROVIDER" : null;
}

export const maySee = (actor: Actor | null, parties: Parties): boolean =>
  sideOf(actor, parties) !== null || isStaff(actor);

/** A party never acts as the platform in its own case. */
export function viewerOf(actor: Actor | null, parties: Parties): CaseViewer {
  const own = sideOf(actor, parties);
  // Who is no consumer any more still sees their case; the door lets them do nothing in it.
  const side = own === "CONSUMER" && !hasRole(actor, "CONSUMER") ? null : own;
  const forPlatform = own === null && isModerator(actor);
  return {
    accountId: actor?.accountId ?? null,
    side,
    isModerator: forPlatform,
    isLead: forPlatform && hasRole(actor, "LEAD_MODERATOR"),
    conflict: forPlatform ? conflictWith(actor, parties.providerId) : null,
  };
}

/** As whom a person reads: a party reads as a party, whatever else they are. */
export function readerOf(actor: Actor | null, parties: Parties): { side: Side | null; isStaff: boolean } {
  const side = sideOf(actor, parties);
  return { side, isStaff: side === null && isStaff(actor) };
}

/** Which events, messages and evidence of a case a viewer sees. Staff see all. */
export type Audience = "PARTIES" | "CONSUMER_SIDE" | "PROVIDER_SIDE" | "STAFF" | "PUBLIC";

export function maySeeAudience(audience: Audience, viewer: { side: Side | null; isStaff: boolean }): boolean {
  switch (audience) {
    case "PUBLIC":
      return true;
    case "PARTIES":
      return viewer.isStaff || viewer.side !== null;
    case "CONSUMER_SIDE":
      return viewer.isStaff || viewer.side === "CONSUMER";
    case "PROVIDER_SIDE":
      return viewer.isStaff || viewer.side === "PROVIDER";
    case "STAFF":
      return viewer.isStaff;
  }
}

export type Decision = { move: Move; refused: null } | { move: Move | null; refused: Unavailable };

/** May this viewer take this action on this case now? The one question behind every command and every offered action. */
export function decide(action: Action, status: ComplaintStatus, facts: CaseFacts, viewer: CaseViewer): Decision {
  const move = findMove(action, status);
  const anyone = movesOf(action).some(({ who }) => includes(who, viewer));
  if (!anyone) return { move: null, refused: { code: "FORBIDDEN", reason: "notYours" } };
  if (!move || !includes(move.who, viewer))
    return { move: null, refused: { code: "NOT_IN_THIS_STATE", reason: "state" } };
  const refused = viewer.conflict ?? overdue(status, facts) ?? move.guard?.(facts, viewer) ?? null;
  return refused ? { move, refused } : { move, refused: null };
}

/** What the table's guards are asked with for the system's own acts. */
export const SYSTEM_VIEWER: CaseViewer = {
  accountId: null,
  side: null,
  isModerator: false,
  isLead: false,
  conflict: null,
};

/** What is due has happened, even if the sweep has yet to write it down: nobody acts in a state whose time is over. */
function overdue(status: ComplaintStatus, facts: CaseFacts): Unavailable | null {
  const leaving = facts.overdueClocks.some((clock) =>
    movesByClock(clock, status).some(({ to, guard }) => to !== null && !guard?.(facts, SYSTEM_VIEWER)),
  );
  return leaving ? { code: "TOO_LATE", reason: "deadlinePassed" } : null;
}

/** Everything this viewer could do in this state, with what stands in the way. */
export function actionsFor(
  status: ComplaintStatus,
  facts: CaseFacts,
  viewer: CaseViewer,
): { action: Action; mandatory: boolean; refused: Unavailable | null }[] {
  return PERSONAL_ACTIONS.flatMap((action) => {
    const { move, refused } = decide(action, status, facts, viewer);
    return move ? [{ action, mandatory: (move.mandatory ?? false) && !refused, refused }] : [];
  });
}

function includes(who: readonly Who[], viewer: CaseViewer): boolean {
  return (
    (viewer.side !== null && who.includes(viewer.side)) ||
    (viewer.isModerator && who.includes("MODERATOR")) ||
    (viewer.isLead && who.includes("LEAD"))
  );
}
