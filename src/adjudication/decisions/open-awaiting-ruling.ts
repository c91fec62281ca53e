import type { CaseCommandInput } from "../../case/complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { Ruling } from "../rulings/ruling.entity";

/** The draft named, and its case as `open` opens it. */
export async function openAwaitingRuling<T>(
  tx: Tx,
  rulingId: string,
  open: (input: CaseCommandInput) => Promise<T>,
): Promise<[T, Ruling]> {
  const field = "input.rulingId";
  const found = isIdOf(Ruling, rulingId) ? await tx.byId(Ruling, rulingId) : null;
  if (!found) throw new Refusal("NOT_FOUND", { field });
  const opened = await open({ complaintId: found.complaintId });
  // Read again under the lock: an older draft of the same case may have been declined.
  const ruling = await tx.findOne(Ruling, { id: rulingId, status: "AWAITING_APPROVAL" });
  if (!ruling) throw new Refusal("NOT_IN_THIS_STATE", { reason: "ruling.notAwaitingApproval", field });
  return [opened, ruling];
}
