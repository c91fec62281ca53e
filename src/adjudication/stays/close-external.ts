import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { keepRuling } from "../decisions/enforce-ruling";
import { lapseAppeals } from "../decisions/lapse-appeals";
import { reverseRuling } from "../decisions/reverse-ruling";
import { Ruling } from "../rulings/ruling.entity";
import { endRunningStay } from "./end-running-stay";
import { resultOf } from "./stay-referral.queries";
import type { CloseExternalInput } from "./stay.types";

/** CLOSE_EXTERNAL. An external body decided, and the platform adds nothing to that. */
export async function closeExternal(tx: Tx, actor: Actor, input: CloseExternalInput): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "CLOSE_EXTERNAL");
  const { complaint } = caseFile;
  const stay = await endRunningStay(caseFile, input.outcome);
  const result = input.result ?? (await resultOf(tx, stay.referralId));
  tx.change(stay, { result });
  const ruling = complaint.currentRulingId === null ? null : await tx.byId(Ruling, complaint.currentRulingId);
  lapseAppeals(caseFile);
  const reversed = ruling !== null && !input.rulingStands;
  if (reversed) await reverseRuling(caseFile, ruling, "EXTERNAL");
  else if (ruling) await keepRuling(caseFile, ruling);
  caseFile.apply(
    {
      type: "COMPLAINT_DECIDED_OUTSIDE",
      data: { stayId: stay.id, route: stay.route, reference: stay.reference, outcome: input.outcome, result },
    },
    // If the case is reopened, it is decided again.
    reversed ? { currentRulingId: null, round: complaint.round + 1 } : {},
  );
  return { complaintId: complaint.id };
}
