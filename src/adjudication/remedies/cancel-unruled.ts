import type { CaseFile } from "../../case/complaints/case-file";
import { cancelPayouts } from "./cancel-payouts";
import { Remedy } from "./remedy.entity";

/**
 * A ruling, or what the sides agree anew, takes the place of what the case owes without a ruling, or it is contested. What was not sent yet
 * goes back to the deposit.
 */
export async function cancelUnruled({ tx, complaint: { id: complaintId, providerId } }: CaseFile): Promise<void> {
  await cancelPayouts(tx, providerId, { rulingId: null, complaintId });
  for (const remedy of await tx.find(Remedy, { complaintId, rulingId: null }))
    // Whoever decides or agrees now knows what was counted for it.
    if (!remedy.isDone && remedy.hasBegun)
      tx.change(remedy, { dueAt: null, defaultedAt: null, checkSince: null, keptAmount: 0 });
}
