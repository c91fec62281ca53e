import type { VettingFile } from "./vetting-file";

export function settleApplication(
  { tx, actor, current }: VettingFile,
  status: "APPROVED" | "REJECTED",
  reasons: string,
): void {
  tx.change(current, {
    status,
    reasons,
    decidedById: actor.accountId,
    decidedAt: tx.now,
    queuedAt: null,
    dueAt: null,
  });
}
