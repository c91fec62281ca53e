import { dueOf } from "../../case/complaints/case-clocks";
import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { newId } from "../../platform/ids";
import { stayPenalties } from "../penalties/penalties-of-ruling";
import { suspendRemedies } from "../remedies/suspend-remedies";
import { Appeal } from "./appeal.entity";
import type { AppealRulingInput } from "./appeal.types";
import { rulingOf } from "./appealed-ruling.pure";

/** APPEAL. The first appeal pauses the window and stays the ruling's remedies and penalties; the other side keeps its full time to appeal. */
export async function appealRuling(tx: Tx, actor: Actor, input: AppealRulingInput): Promise<CaseResult<"appealId">> {
  const caseFile = await CaseFile.open(tx, actor, input, "APPEAL");
  const rulingId = rulingOf(caseFile);
  const first = caseFile.facts.appealOpenOf.length === 0;
  const id = newId(Appeal);
  // In its own case the platform is no side that answers.
  const isAnswered = !caseFile.facts.isPlatforms;
  const answerableUntil = isAnswered ? dueOf(caseFile.rules, "APPEAL_ANSWER", tx.now) : tx.now;
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
    answerDueAt: answerableUntil,
  });
  if (isAnswered) caseFile.startsWith("APPEAL_ANSWER", answerableUntil);
  caseFile.apply({
    type: "RULING_APPEALED",
    data: { appealId: id, rulingId, by: caseFile.side, ground: input.ground, answerableUntil },
  });
  if (!first) return { complaintId: caseFile.complaint.id, appealId: id };
  suspendRemedies(caseFile, rulingId);
  await stayPenalties(caseFile, rulingId);
  return { complaintId: caseFile.complaint.id, appealId: id };
}
