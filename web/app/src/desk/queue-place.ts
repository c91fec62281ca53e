import { inThisTab } from "../browser/kept-texts";

const SHOWN = "redress.desk.shown";
const VIEW = "redress.desk.view";

/** The cases of the queue as last shown in this tab: from a case's page one goes on to the next. */
export function keepShown(ids: readonly string[]): void {
  inThisTab.setItem(SHOWN, JSON.stringify(ids));
}

/** The case so many places after this one; null when it is not in the list, or there is none. */
export function besideInQueue(id: string, by: 1 | -1): string | null {
  const ids = JSON.parse(inThisTab.getItem(SHOWN) ?? "[]") as string[];
  const at = ids.indexOf(id);
  return at < 0 ? null : (ids[at + by] ?? null);
}

/** The filters of the queue as they stood in its address: the list beside a case is the one that the case was opened from. */
export function keepView(address: string): void {
  inThisTab.setItem(VIEW, address);
}

export const keptView = (): string => inThisTab.getItem(VIEW) ?? "";
