import type { CaseFile } from "../../case/complaints/case-file";
import type { CaseStay } from "../stays/case-stay.entity";

/** The case is stayed: the provider may now see what it waits for. */
export function showReferral({ tx }: CaseFile, { referralId }: CaseStay): void {
  if (referralId !== null)
    tx.execute("UPDATE referral SET shown_at = ? WHERE id = ? AND shown_at IS NULL", [tx.now, referralId]);
}
