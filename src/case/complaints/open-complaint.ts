import type { Tx } from "../../platform/database/tx";
import { isMemberOf, type Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import type { CaseResult } from "./case-file";
import { openingStatus } from "./complaint.lifecycle";
import type { OpenComplaintInput } from "./complaint.types";
import { fileComplaint } from "./file-complaint";
import { findOrdered } from "./ordered.queries";

/** Steps 1 and 2 of the lifecycle: `openComplaint`. */
export async function openComplaint(tx: Tx, actor: Actor, input: OpenComplaintInput): Promise<CaseResult> {
  const ordered = await findOrdered(tx, input.orderId);
  if (ordered?.order.consumerId !== actor.accountId) throw new Refusal("NOT_FOUND", { field: "input.orderId" });
  // Whoever acts for both sides would agree with themselves. An order that came in from elsewhere, or from before they joined, is no less theirs.
  if (isMemberOf(actor, ordered.order.providerId))
    throw new Refusal("CONFLICT_OF_INTEREST", { reason: "complaint.ownProvider", field: "input.orderId" });
  return fileComplaint(tx, actor, ordered, input, { status: openingStatus(input.breachClass, ordered.isBarred) });
}
