import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { newId } from "../../platform/ids";
import { stayPenalties } from "../penalties/penalties-of-ruling";
import { Appeal } from "./appeal.entity";
import type { AppealRulingInput } from "./appeal.types";
import { rulingOf } from "./appealed-ruling.pure";

/** Row 18. The first appeal stops the window and stays what the ruling does; the other side may appeal as well, for as long as it could have. */
export async function appealRuling(tx: Tx, actor: Actor, input: AppealRulingInput): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "APPEAL");
  const rulingId = rulingOf(caseFile);
  const first = caseFile.facts.appealOpenOf.length === 0;
  const id = newId(Appeal);
  tx.insert(Appeal, {
    id,
    complaintId: caseFile.complaint.id,
    rulingId,
    bySide: caseFile.side,
    filedById: actor.accountId,
    ground: input.ground,
    text: input.text,
    status: "FILED",
    filedAt: tx.now,
  });
  caseFile.apply({
    type: "RULING_APPEALED",
    data: { appealId: id, rulingId, by: caseFile.side, ground: input.ground },
  });
  if (first) await stayPenalties(caseFile, rulingId);
  return { complaintId: caseFile.complaint.id };
}
