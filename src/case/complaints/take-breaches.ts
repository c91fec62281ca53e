import type { Tx } from "../../platform/database/tx";
import { Breach, openKeyOf } from "./breach.entity";
import type { Complaint } from "./complaint.entity";

/** The case is open again: no other may be about the same promises. The unique key refuses it where there is one. */
export async function takeBreaches(tx: Tx, { id, orderId }: Complaint): Promise<void> {
  for (const breach of await tx.find(Breach, { complaintId: id }, "ORDER BY id"))
    tx.change(breach, { openKey: openKeyOf(orderId, breach.promiseId) });
}
