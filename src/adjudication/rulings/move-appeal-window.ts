import type { CaseFile } from "../../case/complaints/case-file";
import { setAppealWindow } from "./ruling-changes";

/** The case is resumed. While one side's appeal is open, the window's clock is paused, but the other side still has its deadline. */
export function moveAppealWindow({ tx, complaint, timers }: CaseFile, stayedAt: number): void {
  if (complaint.currentRulingId === null) return;
  const dueAt = timers.get("APPEAL_WINDOW")?.dueAt ?? null;
  if (dueAt !== null) setAppealWindow(tx, { id: complaint.currentRulingId, providerId: complaint.providerId }, dueAt);
  else if (complaint.status === "APPEALED")
    tx.execute("UPDATE ruling SET appealable_until = appealable_until + ? WHERE id = ? AND appealable_until > ?", [
      tx.now - stayedAt,
      complaint.currentRulingId,
      stayedAt,
    ]);
}
