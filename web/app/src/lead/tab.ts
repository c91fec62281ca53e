export interface TabProps {
  /** Called with how to read the tab's list again, when something has changed. */
  onNews: (readAgain: () => void) => void;
}
