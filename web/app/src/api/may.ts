interface Available {
  action: string;
  /** Left out by documents that ask for no obstacle: what such lists show can be done now. */
  unavailableBecause?: object | null;
}

/** Whether this can be done now, of what a thing of the API says may be done with it. */
export const may = <A extends Available>(available: readonly A[], action: A["action"]): boolean =>
  available.some((each) => each.action === action && !each.unavailableBecause);
