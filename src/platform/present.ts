/** A row that is there: a foreign key references it, or it was written a moment ago. */
export function present<T>(row: T | null): T {
  if (!row) throw new Error("the row that a foreign key references is missing");
  return row;
}
