import { createContext, useContext } from "react";
import type { ComplaintAction } from "../api/schema.generated";
import type { DeskCaseFragment } from "../desk/notes.generated";
import type { CaseQuery, CaseShownFragment, EventShownFragment } from "./case.generated";

export type CaseRead = NonNullable<CaseQuery["complaint"]>;
/** The desk's data is read for staff only. */
export type Case = CaseShownFragment & Partial<DeskCaseFragment>;
export type CaseEvent = EventShownFragment;
export type AvailableAction = Case["availableActions"][number];

interface CaseOpen {
  complaint: Case;
  /** The whole history of the case, oldest first. */
  events: readonly CaseEvent[];
  /** Opens the form of an action. */
  start: (action: ComplaintAction) => void;
  readAgain: () => void;
}

export const CaseContext = createContext<CaseOpen | null>(null);

/** Returns the case whose page this is. */
export function useCase(): CaseOpen {
  const open = useContext(CaseContext);
  if (!open) throw new Error("there is no case here");
  return open;
}

/** Returns the case as the desk sees it; null for people who are not platform staff. */
export function staffCaseOf(complaint: Case): DeskCaseFragment | null {
  const { held, deskActions, notes } = complaint;
  return held === undefined || deskActions === undefined || notes === undefined
    ? null
    : { ...complaint, held, deskActions, notes };
}
