import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { decline } from "../rulings/ruling-changes";
import type { DeclineRulingInput } from "../rulings/ruling.types";
import { openAwaitingRuling } from "./open-awaiting-ruling";

/** The second person disagrees: the case waits for another decision by any moderator who takes it. */
export async function declineRuling(
  tx: Tx,
  actor: Actor,
  { rulingId, reason }: DeclineRulingInput,
): Promise<CaseResult<"rulingId">> {
  const [caseFile, ruling] = await openAwaitingRuling(tx, rulingId, (input) =>
    CaseFile.open(tx, actor, input, "DECLINE_RULING"),
  );
  decline(tx, ruling, actor.accountId, reason);
  caseFile.apply({ type: "RULING_DECLINED", audience: "STAFF", data: { rulingId, note: reason } });
  return { complaintId: ruling.complaintId, rulingId };
}
