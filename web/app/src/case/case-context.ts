import { createContext, useContext } from "react";
import type { ComplaintAction } from "../api/schema.generated";
import type { DeskRowFragment } from "../desk/desk.generated";
import type { CaseQuery, CaseShownFragment, EventShownFragment } from "./case.generated";

export type CaseRead = NonNullable<CaseQuery["complaint"]>;
/** What the desk knows of it is read for staff alone. */
export type Case = CaseShownFragment & Partial<DeskRowFragment>;
export type CaseEvent = EventShownFragment;
export type AvailableAction = Case["availableActions"][number];

interface CaseOpen {
  complaint: Case;
  /** Its whole history, oldest first. */
  events: readonly CaseEvent[];
  /** Opens the form of an action. */
  start: (action: ComplaintAction) => void;
  readAgain: () => void;
}

export const CaseContext = createContext<CaseOpen | null>(null);

/** The case whose page this is. */
export function useCase(): CaseOpen {
  const open = useContext(CaseContext);
  if (!open) throw new Error("there is no case here");
  return open;
}

/** The case as the desk knows it; null for those who are not of the platform. */
export function staffCaseOf(complaint: Case): DeskRowFragment | null {
  const { held, deskActions } = complaint;
  return held === undefined || deskActions === undefined ? null : { ...complaint, held, deskActions };
}
