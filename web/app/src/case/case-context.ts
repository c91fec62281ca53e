import { createContext, useContext } from "react";
import type { ComplaintAction } from "../api/schema.generated";
import type { CaseShownFragment } from "./case.generated";

export type Case = CaseShownFragment;
export type AvailableAction = Case["availableActions"][number];

interface CaseOpen {
  complaint: Case;
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
