export const replaced = <T>(list: readonly T[], index: number, patch: Partial<T>): T[] =>
  list.map((each, at) => (at === index ? { ...each, ...patch } : each));

export const without = <T>(list: readonly T[], index: number): T[] => list.filter((_, at) => at !== index);
