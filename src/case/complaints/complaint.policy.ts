import { conflictWith } from "../../accounts/actor/conflict.policy";
import { hasRole, isMemberOf, isModerator, isPerson, isStaff, type Actor } from "../../accounts/actor/actor";
import type { ClockName } from "./clock-names.pure";
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

/** The side a person is on; a member of the provider who bought from it before joining is on the consumer's. */
export function sideOf(actor: Actor | null, parties: Parties): Side | null {
  if (!actor) return null;
  if (isPerson(actor, parties.consumerId)) return "CONSUMER";
  return isMemberOf(actor, parties.providerId) ? "PROVIDER" : null;
}

/** Of staff nobody is asked who they are, so that all of them can be answered alike. */
export const maySee = (actor: Actor | null, parties: Parties): boolean =>
  isStaff(actor) || sideOf(actor, parties) !== null;

/** A party never acts as the platform in its own case. */
export function viewerOf(actor: Actor | null, parties: Parties): CaseViewer {
  const own = sideOf(actor, parties);
  // Someone who is no longer a consumer still sees their case, but admission lets them do nothing in it.
  const side = own === "CONSUMER" && !hasRole(actor, "CONSUMER") ? null : own;
  const forPlatform = own === null && isModerator(actor);
  return {
    accountId: actor?.accountId ?? null,
    side,
    isModerator: forPlatform,
    isLead: forPlatform && hasRole(actor, "LEAD_MODERATOR"),
    // Only whoever asks what they may do asks these, which are not read for every request.
    get conflict() {
      return forPlatform ? conflictWith(actor, parties.providerId) : null;
    },
    get alsoAs() {
      return forPlatform ? actor?.others : undefined;
    },
  };
}

/** The role in which a person reads: a party reads as a party, whatever other roles they have. */
export function readerOf(actor: Actor | null, parties: Parties): { side: Side | null; isStaff: boolean } {
  const side = sideOf(actor, parties);
  return { side, isStaff: side === null && isStaff(actor) };
}

/** Which events, messages and evidence of a case a viewer sees. Staff see all but what is between the sides alone. */
const AUDIENCES = ["PARTIES", "SIDES", "CONSUMER_SIDE", "PROVIDER_SIDE", "STAFF", "PUBLIC"] as const;
export type Audience = (typeof AUDIENCES)[number];

export function maySeeAudience(audience: Audience, viewer: { side: Side | null; isStaff: boolean }): boolean {
  switch (audience) {
    case "PUBLIC":
      return true;
    case "PARTIES":
      return viewer.isStaff || viewer.side !== null;
    case "SIDES":
      return viewer.side !== null;
    case "CONSUMER_SIDE":
      return viewer.isStaff || viewer.side === "CONSUMER";
    case "PROVIDER_SIDE":
      return viewer.isStaff || viewer.side === "PROVIDER";
    case "STAFF":
      return viewer.isStaff;
  }
}

/** All that the viewer is among. */
export const audiencesOf = (viewer: Parameters<typeof maySeeAudience>[1]): Audience[] =>
  AUDIENCES.filter((audience) => maySeeAudience(audience, viewer));

export type Decision = { move: Move; refused: null } | { move: Move | null; refused: Unavailable };

/** May this viewer take this action on this case now? The one check behind every command and every offered action. */
export function decide(action: Action, status: ComplaintStatus, facts: CaseFacts, viewer: CaseViewer): Decision {
  const move = findMove(action, status);
  const anyone = movesOf(action).some(({ who }) => includes(who, viewer));
  if (!anyone) return { move: null, refused: { code: "FORBIDDEN", reason: "notYours" } };
  if (!move || !includes(move.who, viewer))
    return { move: null, refused: { code: "NOT_IN_THIS_STATE", reason: "state" } };
  const refused = viewer.conflict ?? overdue(status, facts) ?? move.guard?.(facts, viewer) ?? null;
  return refused ? { move, refused } : { move, refused: null };
}

/** The viewer for the system's own acts. */
export const SYSTEM_VIEWER: CaseViewer = {
  accountId: null,
  side: null,
  isModerator: false,
  isLead: false,
  conflict: null,
};

/** An expired clock counts as acted on even before the sweep records it: no one may act in a state whose time is over. */
function overdue(status: ComplaintStatus, facts: CaseFacts): Unavailable | null {
  const leaving = facts.overdueClocks.some((clock) =>
    movesByClock(clock, status).some(({ to, guard }) => to !== null && !guard?.(facts, SYSTEM_VIEWER)),
  );
  return leaving ? { code: "TOO_LATE", reason: "deadlinePassed" } : null;
}

/** Everything this viewer could do in this state, with the obstacles. */
export function actionsFor(
  status: ComplaintStatus,
  facts: CaseFacts,
  viewer: CaseViewer,
): { action: Action; mandatory: ClockName | null; refused: Unavailable | null }[] {
  return PERSONAL_ACTIONS.flatMap((action) => {
    const { move, refused } = decide(action, status, facts, viewer);
    return move ? [{ action, mandatory: refused ? null : (move.mandatory ?? null), refused }] : [];
  });
}

function includes(who: readonly Who[], viewer: CaseViewer): boolean {
  return (
    (viewer.side !== null && who.includes(viewer.side)) ||
    (viewer.isModerator && who.includes("MODERATOR")) ||
    (viewer.isLead && who.includes("LEAD"))
  );
}
