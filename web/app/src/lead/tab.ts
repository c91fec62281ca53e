import type { CountedFragment, LeadCountsQuery } from "./lead.generated";

export type Counted = CountedFragment;

export interface TabProps {
  /** How much waits; undefined until it is known. */
  counts: LeadCountsQuery | undefined;
  /** Receives a function that reads the tab's list again, to be called when something has changed. */
  onNews: (readAgain: () => void) => void;
  /** Something has been decided here: less waits. `said` is told to whoever decided. */
  onDone: (said?: string) => void;
}

export const shownCount = ({ value, isAtLeast }: Counted): string => (isAtLeast ? `${value}+` : String(value));
