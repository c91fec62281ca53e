/** For caches whose bound is large and seldom reached: with `max`, they would take the room of all entries from the start. */
export const atMost = (entries: number): { maxSize: number; sizeCalculation: () => number } => ({
  maxSize: entries,
  sizeCalculation: () => 1,
});
