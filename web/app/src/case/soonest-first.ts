/** What is due first stands first, what has no limit last; else as they were. */
export const soonestFirst = <One extends { dueAt: string | null }>(cases: readonly One[]): One[] => {
  const due = ({ dueAt }: One): number => (dueAt === null ? Infinity : Date.parse(dueAt));
  return cases.toSorted((a, b) => due(a) - due(b) || 0);
};
