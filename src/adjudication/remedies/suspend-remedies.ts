import type { CaseFile } from "../../case/complaints/case-file";

/** An appeal is open: no one is in default for what may be reversed. The time begins anew if it is not. */
export function suspendRemedies({ tx }: CaseFile, rulingId: string): void {
  tx.execute(
    `UPDATE remedy SET due_at = NULL WHERE ruling_id = ? AND proof_filed_at IS NULL AND defaulted_at IS NULL
       AND COALESCE(confirmed_at, waived_at, verified_at, paid_from_deposit_at) IS NULL`,
    [rulingId],
  );
}
