import type { VettingFile } from "./vetting-file";

export function settleApplication(
  { tx, actor, current }: VettingFile,
  status: "APPROVED" | "REJECTED",
  reason: string,
): void {
  tx.change(current, {
    status,
    reason,
    decidedById: actor.accountId,
    decidedAt: tx.now,
    queuedAt: null,
    dueAt: null,
  });
}
