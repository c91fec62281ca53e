import type { ComplaintAction } from "../api/schema.generated";

/** Actions that have a place of their own, on this page or another, instead of a form in a dialog. */
export const ACTION_PLACES = {
  SEND_MESSAGE: () => "#thread",
  SUBMIT_EVIDENCE: () => "#evidence",
  ISSUE_RULING: (id: string) => `/cases/${id}/ruling`,
  DECIDE_APPEAL: (id: string) => `/cases/${id}/appeal`,
} satisfies Partial<Record<ComplaintAction, (complaintId: string) => string>>;

export type PlacedAction = keyof typeof ACTION_PLACES;

export const isPlaced = (action: ComplaintAction): action is PlacedAction => action in ACTION_PLACES;
