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
  const file = await CaseFile.open(tx, actor, input, "APPEAL");
  const rulingId = rulingOf(file);
  const first = file.facts.appealOpenOf.length === 0;
  const id = newId(Appeal);
  tx.insert(Appeal, {
    id,
    complaintId: file.complaint.id,
    rulingId,
    bySide: file.side,
    filedById: actor.accountId,
    ground: input.ground,
    text: input.text,
    status: "FILED",
    filedAt: tx.now,
  });
  file.apply({
    type: "RULING_APPEALED",
    data: { appealId: id, rulingId, by: file.side, ground: input.ground },
  });
  if (first) await stayPenalties(file, rulingId);
  return { complaintId: file.complaint.id };
}
