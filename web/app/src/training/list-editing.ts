/** Edits lists by position. */
export const replaced = <T>(list: readonly T[], at: number, value: T): T[] =>
  list.map((one, place) => (place === at ? value : one));

export const removed = <T>(list: readonly T[], at: number): T[] => list.filter((_, place) => place !== at);

/** Swaps the item at `at` with the one after it. */
export const swapped = <T>(list: readonly T[], at: number): T[] => {
  const [one, next] = [list[at], list[at + 1]];
  return one === undefined || next === undefined ? [...list] : [...list.slice(0, at), next, one, ...list.slice(at + 2)];
};
