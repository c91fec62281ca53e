export interface TabProps {
  /** Receives a function that reads the tab's list again, to be called when something has changed. */
  onNews: (readAgain: () => void) => void;
}
