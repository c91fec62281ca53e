const STORED = "redress.desk.shown";

/** The cases of the queue as last shown in this tab: from a case's page one goes on to the next. */
export function keepShown(ids: readonly string[]): void {
  sessionStorage.setItem(STORED, JSON.stringify(ids));
}

/** The case so many places after this one; null when it is not in the list, or there is none. */
export function besideInQueue(id: string, by: 1 | -1): string | null {
  const ids = JSON.parse(sessionStorage.getItem(STORED) ?? "[]") as string[];
  const at = ids.indexOf(id);
  return at < 0 ? null : (ids[at + by] ?? null);
}
