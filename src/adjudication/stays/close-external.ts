import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { letRulingStand } from "../decisions/enforce-ruling";
import { lapseAppeals } from "../decisions/lapse-appeals";
import { reverseRuling } from "../decisions/reverse-ruling";
import { Ruling } from "../rulings/ruling.entity";
import { endRunningStay } from "./end-running-stay";
import type { CloseExternalInput } from "./stay.types";

/** Row 25: an outside body decided, and the platform adds nothing to that. */
export async function closeExternal(tx: Tx, actor: Actor, input: CloseExternalInput): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "CLOSE_EXTERNAL");
  const { complaint } = file;
  const stay = await endRunningStay(file, input.outcome);
  const ruling = complaint.currentRulingId === null ? null : await tx.byId(Ruling, complaint.currentRulingId);
  lapseAppeals(file);
  const reversed = ruling !== null && !input.rulingStands;
  if (reversed) await reverseRuling(file, ruling, "EXTERNAL");
  else if (ruling) await letRulingStand(file, ruling);
  file.apply(
    {
      type: "COMPLAINT_DECIDED_OUTSIDE",
      data: { stayId: stay.id, route: stay.route, reference: stay.reference, outcome: input.outcome },
    },
    // Should the case be taken up again, it is decided anew.
    reversed ? { currentRulingId: null, round: complaint.round + 1 } : {},
  );
  return { complaintId: complaint.id };
}
