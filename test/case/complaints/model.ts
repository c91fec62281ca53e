import { movesOf, LIFECYCLE, PLATFORM_STATES } from "../../../src/case/complaints/complaint.lifecycle";
import type { Action, ComplaintStatus, Move } from "../../../src/case/complaints/complaint.lifecycle";

const BY_ITSELF: readonly Move[] = LIFECYCLE.filter(({ who }: Move) => who.includes("SYSTEM"));

/** Where the table lets an action lead from a state, with the arrows that may follow from it by themselves in the same moment. */
export function mayEndIn(action: Action, from: ComplaintStatus): Set<ComplaintStatus> {
  const first = new Set(
    movesOf(action)
      .filter((move) => move.from.includes(from))
      .flatMap((move) => endsOf(move, from)),
  );
  const after = BY_ITSELF.flatMap((move) =>
    move.from.filter((state) => first.has(state)).flatMap((state) => endsOf(move, state)),
  );
  return new Set([...first, ...after]);
}

/** Whether it takes a case to another state. */
export const leadsOn = (action: Action): boolean => movesOf(action).some(({ to }) => to !== null);

/** Where the clocks, and what follows from them by itself, may lead a case from a state, by one arrow after the other. */
export function mayDriftTo(from: ComplaintStatus): Set<ComplaintStatus> {
  const reached = new Set([from]);
  for (let grown = true; grown;) {
    grown = false;
    for (const move of BY_ITSELF) {
      for (const state of move.from.filter((each) => reached.has(each)).flatMap((each) => endsOf(move, each))) {
        if (!reached.has(state)) grown = Boolean(reached.add(state));
      }
    }
  }
  return reached;
}

const endsOf = ({ to }: Move, from: ComplaintStatus): readonly ComplaintStatus[] =>
  to === null ? [from] : to === "STAYED_FROM" ? PLATFORM_STATES : [to];
