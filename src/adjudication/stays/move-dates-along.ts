import type { CaseFile } from "../../case/complaints/case-file";
import type { ClockName } from "../../case/complaints/clock-names";
import { REQUEST_IS_OPEN } from "../../case/complaints/open-request";
import { Ruling } from "../rulings/ruling.entity";

/** Dates that stand beside the clocks, for people to read and guards to ask, move along with them. The case has been resumed. */
export function moveDatesAlong(file: CaseFile, stayedAt: number): void {
  moveRequests(file);
  moveAppealWindow(file, stayedAt);
  moveRemedies(file, stayedAt);
  const shipBy = dueOf(file, "RETURN_WINDOW");
  if (shipBy !== null)
    file.tx.execute("UPDATE return_case SET ship_by = ? WHERE complaint_id = ? AND status = 'OPEN'", [
      shipBy,
      file.complaint.id,
    ]);
}

const dueOf = ({ timers }: CaseFile, clock: ClockName): number | null => timers.get(clock)?.dueAt ?? null;

function moveRequests(file: CaseFile): void {
  for (const [clock, kind] of [
    ["INFORMATION", "INFORMATION"],
    ["EVIDENCE_REQUEST", "EVIDENCE"],
  ] as const) {
    const dueAt = dueOf(file, clock);
    if (dueAt === null) continue;
    file.tx.execute(`UPDATE case_request SET due_at = ? WHERE complaint_id = ? AND kind = ? AND ${REQUEST_IS_OPEN}`, [
      dueAt,
      file.complaint.id,
      kind,
    ]);
  }
}

/** While one side's appeal is open the window itself is paused, and yet the other side has its own until then. */
function moveAppealWindow(file: CaseFile, stayedAt: number): void {
  const { tx, complaint } = file;
  if (complaint.currentRulingId === null) return;
  const dueAt = dueOf(file, "APPEAL_WINDOW");
  if (dueAt !== null) tx.update(Ruling, complaint.currentRulingId, { appealableUntil: dueAt });
  else if (complaint.status === "APPEALED")
    tx.execute("UPDATE ruling SET appealable_until = appealable_until + ? WHERE id = ? AND appealable_until > ?", [
      tx.now - stayedAt,
      complaint.currentRulingId,
      stayedAt,
    ]);
}

/** Each remedy has its own due time; the clock runs to the last of them. */
function moveRemedies({ tx, complaint }: CaseFile, stayedAt: number): void {
  if (complaint.status !== "ENFORCING") return;
  tx.execute(
    "UPDATE remedy SET due_at = due_at + ? WHERE ruling_id = ? AND due_at > ? AND confirmed_at IS NULL AND waived_at IS NULL",
    [tx.now - stayedAt, complaint.currentRulingId, stayedAt],
  );
}
